using Aftersales.Invoices;
using Aftersales.Platform.Hosting;

return await ServiceHost.Run(InvoiceApp.Name, InvoiceApp.Create, args);
