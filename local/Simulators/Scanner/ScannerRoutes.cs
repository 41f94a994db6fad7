using Aftersales.Simulators.Http;

namespace Aftersales.Simulators.Scanner;

internal static class ScannerRoutes
{
    public static void MapScanner(this WebApplication app, Counter counter)
    {
        var desk = new Desk(app, counter, "scanner", Voice.Plain);
        desk.Post("/scans", "scan", ScanRequest.Read, request => request.ScanNo, ScanRequest.Answer);
    }
}
