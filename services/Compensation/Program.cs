using Aftersales.Compensations;
using Aftersales.Platform.Hosting;

return await ServiceHost.Run(CompensationApp.Name, CompensationApp.Create, args);
