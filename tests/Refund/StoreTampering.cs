using Aftersales.Platform.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Aftersales.Refunds.Tests;

/// <summary>Writes past the service, as somebody with access to the database could.</summary>
internal static class StoreTampering
{
    /// <returns>Rows changed.</returns>
    public static async Task<int> Tamper(this RefundHost host, string sql)
    {
        var settings = host.Service.Services.GetRequiredService<ServiceSettings>();
        var (kind, place) = settings.Store.Split(':', 2) is [var k, var p] ? (k, p) : throw new InvalidOperationException("no store");
        if (kind == "sqlite")
        {
            await using var file = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = place, Pooling = false }.ConnectionString);
            await file.OpenAsync();
            await using var change = file.CreateCommand();
            change.CommandText = sql;
            return await change.ExecuteNonQueryAsync();
        }

        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(place) { SearchPath = settings.Name, Pooling = false });
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(new("select set_config('aftersales.merchant', '*', true)"));
        batch.BatchCommands.Add(new(sql));
        return await batch.ExecuteNonQueryAsync();
    }
}
