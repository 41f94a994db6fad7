using Aftersales.Directories;
using Aftersales.Platform.Hosting;

DirectoryApp.Create(ServiceSettings.Read("directory", args)).Run();
