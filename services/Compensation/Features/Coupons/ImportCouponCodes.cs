using Aftersales.Compensations.Domain;
using Aftersales.Compensations.Import;
using Aftersales.Contracts.Compensations;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Pipeline;
using Grpc.Core;
using ImportedCode = Aftersales.Compensations.Domain.ImportedCode;

namespace Aftersales.Compensations.Features;

/// <summary>
/// Imports codes of another system: each on its own, so that an import that breaks off can simply be repeated. Then coupons that await a code of a
/// value in the file get one.
/// </summary>
public sealed class ImportCouponCodes(Aggregates<ImportedCode, CodeEvent> codes, CodeStock stock, CouponCodes sealing, BusinessCalendar calendar, Validation validation)
{
    /// <summary>Rows named in the report.</summary>
    public const int MaxNamed = 1000;

    /// <summary>Codes written at once: enough for the store to write many with one fsync.</summary>
    private const int AtOnce = 16;

    public async Task<ImportCouponCodesResponse> Handle(IAsyncStreamReader<ImportCouponCodesRequest> parts, Call call)
    {
        using var file = await Receive(parts, call.Cancel);
        var list = await CodeFile.Read(file, calendar, call.Now, call.Cancel);
        var written = new Outcome[list.Rows.Count];
        await Parallel.ForAsync(0, list.Rows.Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = call.Cancel }, async (i, cancel) =>
            written[i] = await Write(list.Rows[i], call with { Cancel = cancel }));

        var issued = 0;
        foreach (var value in list.Rows.Select(row => row.Value).Distinct())
            issued += await stock.HandOut(value, call);
        var rejected = list.Rejected
            .Concat(list.Rows.Where((_, i) => written[i] == Outcome.Differs).Select(row => new RejectedCode(row.Line, "", "The code is known with another value, minimum spend or expiry.")))
            .OrderBy(row => row.Line).ToList();
        return new()
        {
            Created = written.Count(outcome => outcome == Outcome.Created),
            Unchanged = written.Count(outcome => outcome == Outcome.Unchanged),
            Rejected = { rejected.Take(MaxNamed).Select(row => new RejectedCodeRow { Line = row.Line, Column = row.Column, Reason = row.Reason }) },
            RejectedCount = rejected.Count,
            Issued = issued,
        };
    }

    private async Task<Outcome> Write(CodeRow row, Call call)
    {
        var imported = new ImportedCode(sealing.Seal(row.Code), row.Value, row.MinimumSpend, row.ExpiresAt, call.Now);
        var isNew = false;
        var code = await codes.Change(CodeAggregate.Id(call.Merchant, imported.Code.Hash), call, code =>
        {
            isNew = code is null;
            return CodeDecider.Import(code, imported);
        });
        return isNew ? Outcome.Created : code.State.HasTermsOf(imported) ? Outcome.Unchanged : Outcome.Differs;
    }

    private async Task<MemoryStream> Receive(IAsyncStreamReader<ImportCouponCodesRequest> parts, CancellationToken cancel)
    {
        if (!await parts.MoveNext(cancel) || Checked(parts.Current).PartCase != ImportCouponCodesRequest.PartOneofCase.File)
            throw new RefusedException(PlatformReasons.Invalid("file", "comes first"));
        var file = new MemoryStream();
        while (await parts.MoveNext(cancel))
        {
            if (Checked(parts.Current).PartCase != ImportCouponCodesRequest.PartOneofCase.Chunk)
                throw new RefusedException(PlatformReasons.Invalid("chunk", "follows the file's header"));
            if (file.Length + parts.Current.Chunk.Length > CodeFile.MaxBytes)
                throw new RefusedException(CodeFile.Invalid($"a list of codes has at most {CodeFile.MaxBytes} bytes"));
            file.Write(parts.Current.Chunk.Span);
        }

        file.Position = 0;
        return file;
    }

    private ImportCouponCodesRequest Checked(ImportCouponCodesRequest part)
    {
        ValidationInterceptor.Check(validation, part);
        return part;
    }

    private enum Outcome
    {
        Created,
        Unchanged,
        Differs,
    }
}
