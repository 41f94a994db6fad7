using System.Net;
using System.Net.Sockets;
using Aftersales.Testing;
using Npgsql;
using StackExchange.Redis;

namespace Aftersales.StandIns.Tests.Testing;

public sealed class ServerTests
{
    [Fact]
    public async Task Row_level_security_binds_the_role_of_a_new_database()
    {
        await using var source = NpgsqlDataSource.Create(PostgresServer.Shared.NewDatabase());
        await Execute(source, """
            CREATE TABLE shop (merchant text);
            INSERT INTO shop VALUES ('a'), ('b');
            ALTER TABLE shop ENABLE ROW LEVEL SECURITY;
            ALTER TABLE shop FORCE ROW LEVEL SECURITY;
            CREATE POLICY own ON shop USING (merchant = 'a');
            """);

        (await Scalar(source, "SELECT count(*) FROM shop")).ShouldBe(1L);
    }

    [Fact]
    public async Task New_databases_are_apart_and_can_be_made_side_by_side()
    {
        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(PostgresServer.Shared.NewDatabase)));

        made.Distinct().Count().ShouldBe(4);
        await using var source = NpgsqlDataSource.Create(made[0]);
        (await Scalar(source, "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'")).ShouldBe(0L);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_committed_survives_a_killed_server(bool durable)
    {
        using var server = PostgresServer.Start(durable);
        var connection = server.NewDatabase();
        await using (var before = NpgsqlDataSource.Create(connection))
            await Execute(before, "CREATE TABLE kept (id int); INSERT INTO kept VALUES (7)");

        server.Kill();
        await using (var down = NpgsqlDataSource.Create(connection))
            await Should.ThrowAsync<NpgsqlException>(() => Scalar(down, "SELECT 1"));

        server.Restart();
        await using var after = NpgsqlDataSource.Create(connection);
        (await Scalar(after, "SELECT id FROM kept")).ShouldBe(7);
        (await Scalar(after, "SHOW fsync")).ShouldBe(durable ? "on" : "off");
    }

    [Fact]
    public void The_shared_servers_cannot_be_stopped_by_one_test()
    {
        Should.Throw<InvalidOperationException>(PostgresServer.Shared.Kill);
        Should.Throw<InvalidOperationException>(RedisServer.Shared.Stop);
    }

    [Fact]
    public async Task A_server_leaves_nobody_listening_and_no_folder_behind()
    {
        var server = RedisServer.Start();
        var options = new ConfigurationOptions { EndPoints = { server.Endpoint }, AllowAdmin = true };
        await using var redis = await ConnectionMultiplexer.ConnectAsync(options);
        var folder = (await redis.GetServer(server.Endpoint).ConfigGetAsync("dir"))[0].Value;
        Directory.Exists(folder).ShouldBeTrue();

        server.Dispose();

        Directory.Exists(folder).ShouldBeFalse();
        using var client = new TcpClient();
        await Should.ThrowAsync<SocketException>(() => client.ConnectAsync(IPEndPoint.Parse(server.Endpoint)));
    }

    private static async Task Execute(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<object?> Scalar(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
