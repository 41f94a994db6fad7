using Aftersales.Platform.Hosting;
using Aftersales.Tracking;

TrackingApp.Create(ServiceSettings.Read(TrackingApp.Name, args)).Run();
