using System.Security.Cryptography;
using Aftersales.Contracts.Refunds;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Pipeline;
using Aftersales.Platform.Policies;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Import;
using Aftersales.Refunds.Policy;
using Aftersales.Refunds.Queries;
using Grpc.Core;
using NodaTime;

namespace Aftersales.Refunds.Features;

/// <summary>
/// Imports the channel's statement and holds it against what we paid (R-REF-7). Each row is written on its own, so that an import that breaks off can
/// simply be repeated.
/// </summary>
public sealed class ImportStatement(
    StatementRows rows, CompareDay compare, ReadReconciliations reconciliations, Policies<MerchantRefundPolicy> policies, Validation validation)
{
    /// <summary>Size of a file, in bytes.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>Days that one file may cover.</summary>
    public const int MaxDays = 31;

    /// <summary>Rows named in the report.</summary>
    public const int MaxNamed = 1000;

    public async Task<ImportStatementResponse> Handle(IAsyncStreamReader<ImportStatementRequest> parts, Call call)
    {
        using var file = await Receive(parts, call.Cancel);
        var sha = Convert.ToHexStringLower(SHA256.HashData(file.GetBuffer().AsSpan(0, (int)file.Length)));
        var statement = await ChannelStatement.Read(file, policies.For(call.Merchant).Books, call.Cancel);
        if (statement.Days.Count > MaxDays)
            throw new RefusedException(new(RefundReasons.StatementFileInvalid, $"a statement covers at most {MaxDays} days"));

        var written = await rows.Write(statement, call);
        var reply = new ImportStatementResponse
        {
            Created = written.Created,
            Changed = written.Changed,
            Unchanged = written.Unchanged,
            Other = statement.Other,
            Rejected = { statement.Rejected.Take(MaxNamed).Select(row => new RejectedStatementRow { Line = row.Line, Column = row.Column, Reason = row.Reason }) },
            RejectedCount = statement.Rejected.Count,
        };
        foreach (var day in statement.Days)
        {
            await compare.Import(day, sha, call);
            reply.Days.Add(await reconciliations.Find(day, call));
        }

        return reply;
    }

    private async Task<MemoryStream> Receive(IAsyncStreamReader<ImportStatementRequest> parts, CancellationToken cancel)
    {
        if (!await parts.MoveNext(cancel) || Checked(parts.Current).PartCase != ImportStatementRequest.PartOneofCase.File)
            throw new RefusedException(PlatformReasons.Invalid("file", "comes first"));
        var file = new MemoryStream();
        while (await parts.MoveNext(cancel))
        {
            if (Checked(parts.Current).PartCase != ImportStatementRequest.PartOneofCase.Chunk)
                throw new RefusedException(PlatformReasons.Invalid("chunk", "follows the file's header"));
            if (file.Length + parts.Current.Chunk.Length > MaxBytes)
                throw new RefusedException(new(RefundReasons.StatementFileInvalid, $"a statement has at most {MaxBytes} bytes"));
            file.Write(parts.Current.Chunk.Span);
        }

        file.Position = 0;
        return file;
    }

    private ImportStatementRequest Checked(ImportStatementRequest part)
    {
        ValidationInterceptor.Check(validation, part);
        return part;
    }
}
