using Aftersales.Directories;
using Aftersales.Platform.Hosting;

return await ServiceHost.Run("directory", DirectoryApp.Create, args);
