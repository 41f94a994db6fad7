using Aftersales.Platform.Hosting;
using Aftersales.Returns;

return await ServiceHost.Run("returns", ReturnsApp.Create, args);
