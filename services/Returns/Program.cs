using Aftersales.Platform.Hosting;
using Aftersales.Returns;

ReturnsApp.Create(ServiceSettings.Read("returns", args)).Run();
