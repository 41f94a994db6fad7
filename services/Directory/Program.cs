using Aftersales.Directories;
using Aftersales.Platform.Hosting;

DirectoryApp.Create(ServiceSettings.Read(DirectoryApp.Name, args)).Run();
