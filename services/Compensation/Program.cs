using Aftersales.Compensations;
using Aftersales.Platform.Hosting;

CompensationApp.Create(ServiceSettings.Read(CompensationApp.Name, args)).Run();
