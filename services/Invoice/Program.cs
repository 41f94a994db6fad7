using Aftersales.Invoices;
using Aftersales.Platform.Hosting;

InvoiceApp.Create(ServiceSettings.Read(InvoiceApp.Name, args)).Run();
