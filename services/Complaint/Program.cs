using Aftersales.Complaints;
using Aftersales.Platform.Hosting;

ComplaintApp.Create(ServiceSettings.Read("complaint", args)).Run();
