using System.Diagnostics;
using System.Net.Http.Json;

namespace Aftersales.Simulators.Tests;

public sealed class DurabilityTests : World
{
    [Fact]
    public async Task What_was_answered_is_known_after_a_restart()
    {
        await Trade("O-1", "100.00");
        await Refund("O-1", "RF-1", "5.00");
        await Transfer("T-1", "7.00");
        await Fault(new { operation = "payment.refund", kind = "ERROR_BEFORE" });
        var before = await Statement();

        await Restart();

        (await Refund("O-1", "RF-2", "5.00"))["code"].ShouldBe("20000");
        (await Refund("O-1", "RF-1", "5.00"))["fund_change"].ShouldBe("N");
        (await Transfer("T-1", "7.00"))["status"].ShouldBe("SUCCESS");
        (await Statement()).Body.GetRawText().ShouldBe(before.Body.GetRawText());
    }

    [Fact]
    public async Task A_second_process_cannot_take_the_same_state()
    {
        var folder = Directory.CreateTempSubdirectory("simulators-");
        await using (await SimulatorHost.Start(new SimulatorOptions { DataFolder = folder.FullName }))
            await Should.ThrowAsync<Microsoft.Data.Sqlite.SqliteException>(() => SimulatorHost.Start(new SimulatorOptions { DataFolder = folder.FullName }));
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task R_REF_4_a_killed_channel_forgets_nothing_it_answered_and_pays_nothing_twice()
    {
        var folder = Directory.CreateTempSubdirectory("simulators-");
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        Task<Reply> Pay(Uri root, int i) => new Merchant(http, Host.PaymentApp with { Gateway = new(root, "payment/gateway.do") })
            .Ask("alipay.trade.refund", new { out_trade_no = "O-1", out_request_no = $"RF-{i}", refund_amount = "1.00" });

        var answered = new List<int>();
        await using (var first = await Running.Start(folder.FullName))
        {
            (await http.PostAsJsonAsync(new Uri(first.Root, "payment/trades"), new
            {
                out_trade_no = "O-1",
                total_amount = "1000.00",
                buyer_logon_id = Buyer,
                buyer_name = BuyerName,
            })).EnsureSuccessStatusCode();
            await Parallel.ForEachAsync(Enumerable.Range(0, 200), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, _) =>
            {
                try
                {
                    await Pay(first.Root, i);
                    lock (answered)
                    {
                        answered.Add(i);
                        if (answered.Count == 60)
                            first.Kill();
                    }
                }
                catch (HttpRequestException)
                {
                }
            });
        }
        answered.Count.ShouldBeInRange(60, 199);

        await using (var second = await Running.Start(folder.FullName))
        {
            foreach (var i in answered)
                (await Pay(second.Root, i))["fund_change"].ShouldBe("N");
            foreach (var i in Enumerable.Range(0, 200).Except(answered))
                (await Pay(second.Root, i))["code"].ShouldBe("10000");
            var today = DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8));
            var total = 0;
            foreach (var day in new[] { today.AddDays(-1), today })
                total += int.Parse((await Reply.Of(await http.GetAsync(new Uri(second.Root, $"payment/statement?date={day:yyyy-MM-dd}"))))["expense_count"]!);
            total.ShouldBe(200);
        }
        folder.Delete(recursive: true);
    }

    /// <summary>The simulators as a process of their own, which only ever ends by being killed.</summary>
    private sealed class Running(Process process, Uri root) : IAsyncDisposable
    {
        public Uri Root => root;

        public static async Task<Running> Start(string folder)
        {
            var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(SimulatorHost).Assembly.Location, "--data", folder, "--keys", SharedKeys.Folder, "--port", "0"])
            {
                RedirectStandardOutput = true,
            })!;
            var line = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30));
            return new Running(process, new Uri(line!.Split(' ').Single(word => word.StartsWith("http://", StringComparison.Ordinal))));
        }

        public void Kill() => process.Kill();

        public async ValueTask DisposeAsync()
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }
}
