using Aftersales.Platform.Hosting;
using Aftersales.Refunds;

RefundApp.Create(ServiceSettings.Read(RefundApp.Name, args)).Run();
