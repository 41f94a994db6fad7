using Aftersales.Platform.Hosting;
using Aftersales.Tracking;

return await ServiceHost.Run(TrackingApp.Name, TrackingApp.Create, args);
