using Aftersales.Contracts.Refunds;
using Google.Protobuf;
using Grpc.Core;

namespace Aftersales.Demo;

/// <summary>What finance does once the days are over: the channel's statements are reconciled, the ledger's seals verified (R-REF-6, R-REF-7).</summary>
internal sealed class Books(World world, Staff staff)
{
    private const int ChunkBytes = 1024 * 1024;

    /// <summary>Imports the statement of every day, as the channel gives it out, and tells how each day stands.</summary>
    public async Task<IReadOnlyList<Reconciliation>> Reconcile(DateTime from, DateTime to)
    {
        var days = new List<Reconciliation>();
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            var file = await world.Simulators.GetByteArrayAsync($"payment/statement?date={day:yyyy-MM-dd}&format=csv");
            var answer = await Import($"{day:yyyyMMdd}_账务明细.csv", file);
            if (answer.RejectedCount > 0)
                throw new InvalidOperationException($"{answer.RejectedCount} rows of the statement of {day:yyyy-MM-dd} were rejected: {answer.Rejected[0].Reason}");
            days.AddRange(answer.Days);
        }

        return days;
    }

    /// <summary>Seals, and how many things contradict them.</summary>
    public async Task<(int Seals, int Findings)> Verify()
    {
        var (seals, findings) = (0, 0);
        using var call = staff.Finance.VerifyLedger(new());
        await foreach (var reply in call.ResponseStream.ReadAllAsync())
            (seals, findings) = (seals + 1, findings + reply.Findings.Count);
        return (seals, findings);
    }

    private async Task<ImportStatementResponse> Import(string name, byte[] file)
    {
        using var call = staff.Finance.ImportStatement();
        await call.RequestStream.WriteAsync(new() { File = new() { Name = name } });
        foreach (var chunk in file.Chunk(ChunkBytes))
            await call.RequestStream.WriteAsync(new() { Chunk = ByteString.CopyFrom(chunk) });
        await call.RequestStream.CompleteAsync();
        return await call.ResponseAsync;
    }
}
