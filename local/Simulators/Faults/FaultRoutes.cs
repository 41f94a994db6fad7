using Aftersales.Simulators.Http;

namespace Aftersales.Simulators.Faults;

internal static class FaultRoutes
{
    public static void MapFaults(this WebApplication app, FaultPlan faults, CallLog calls)
    {
        app.MapMethods("/faults", [HttpMethods.Get], http => Answer.Ok(new { Faults = faults.All }).Write(http.Response));
        app.MapMethods("/faults", [HttpMethods.Post], async http =>
        {
            var input = await Input.From(http.Request);
            var asked = Fault.Read(input);
            await (input.Violation is { } violation ? Voice.Plain.BadInput(violation) : Answer.Ok(faults.Add(asked))).Write(http.Response);
        });
        app.MapMethods("/faults", [HttpMethods.Delete], http =>
        {
            faults.Clear();
            return Answer.Ok(new { Faults = faults.All }).Write(http.Response);
        });
        app.MapMethods("/calls", [HttpMethods.Get], http => Answer.Ok(new
        {
            Calls = calls.Of(http.Request.Query["operation"].FirstOrDefault(), http.Request.Query["number"].FirstOrDefault()),
        }).Write(http.Response));
        app.MapMethods("/calls", [HttpMethods.Delete], http =>
        {
            calls.Clear();
            return Answer.Ok(new { Calls = calls.Of(null, null) }).Write(http.Response);
        });
    }
}
