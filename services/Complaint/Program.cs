using Aftersales.Complaints;
using Aftersales.Platform.Hosting;

return await ServiceHost.Run("complaint", ComplaintApp.Create, args);
