using Aftersales.Platform.Hosting;
using Aftersales.Refunds;

return await ServiceHost.Run(RefundApp.Name, RefundApp.Create, args);
