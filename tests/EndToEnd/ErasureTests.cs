using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Aftersales.Contracts;
using Aftersales.Contracts.Complaints;
using Aftersales.Contracts.Directories;
using Aftersales.Contracts.Tracking;
using Aftersales.Kernel;
using Aftersales.Platform.Identity;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Data.Sqlite;
using Channel = Aftersales.Contracts.Complaints.Channel;
using Money = Aftersales.Contracts.Money;

namespace Aftersales.EndToEnd;

/// <summary>R-PPL-2: a customer's personal data is erased in all services, and nobody else's.</summary>
public sealed partial class ErasureTests : IDisposable
{
    private const string Merchant = "qinghe";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("aftersales-").FullName;

    [Fact]
    public async Task R_PPL_2_an_erasure_waits_for_what_is_open_and_then_nobody_reads_the_data_with_the_vaults_key_either()
    {
        var (ann, bob) = (new Buyer("ann", "王小明", "13800138078", 1), new Buyer("bob", "李雷雷", "13900139001", 2));
        await using (var suite = await SuiteProcess.Suite(folder))
        {
            using var gateway = new Gateway(folder);
            await Join(gateway);
            await ann.Begin(gateway);
            await bob.Begin(gateway);

            var boss = await gateway.As(i => new ErasureService.ErasureServiceClient(i), Merchant, "lin.boss", "supervisor");
            var id = (await boss.EraseCustomerAsync(new() { RequestId = NewId(), CustomerId = ann.Id, Reason = "the customer asked for it" })).Erasure.ErasureId;
            var waiting = await Until(erasure => erasure.Services.All(share => share.State != ErasureShareState.Unspecified));
            waiting.State.ShouldBe(ErasureState.Waiting);
            WaitsFor(waiting, "complaint").ShouldContain($"case/{ann.CaseId}");
            WaitsFor(waiting, "tracking").ShouldBe([$"order/{ann.Order}"]);
            (await ann.Description()).ShouldBe(ann.Said, "nothing goes while it is needed");

            await ann.End();
            for (var day = 0; day < 9 && (await Get()).State != ErasureState.Done; day++)
                await Advance(TimeSpan.FromDays(1));
            var done = await Until(erasure => erasure.State == ErasureState.Done);
            done.Services.ShouldAllBe(share => share.State == ErasureShareState.Erased);
            done.Services.Single(share => share.Service == "complaint").Erased.ShouldBeGreaterThan(0);

            (await ann.Description()).ShouldBe(SealedText.Erased);
            (await ann.Recipient()).ShouldBe("");
            (await ann.Photo()).ShouldBe(StatusCode.FailedPrecondition);
            (await ann.Addresses()).ShouldBe(0);
            (await ann.Found()).ShouldBe(0);
            (await bob.Description()).ShouldBe(bob.Said);
            (await bob.Recipient()).ShouldBe("李**");
            (await bob.Photo()).ShouldBe(StatusCode.OK);
            (await bob.Addresses()).ShouldBe(1);
            (await bob.Found()).ShouldBe(1);

            async Task<Erasure> Get() => (await boss.GetErasureAsync(new() { ErasureId = id })).Erasure;

            async Task<Erasure> Until(Func<Erasure, bool> isSo)
            {
                var until = DateTime.UtcNow + Patience;
                Erasure erasure;
                while (!isSo(erasure = await Get()))
                {
                    if (DateTime.UtcNow > until)
                        throw new TimeoutException($"stuck: {erasure}; {suite.Output}");
                    await Task.Delay(50);
                }

                return erasure;
            }
        }

        // In states and events, with the vault's key in hand.
        var readable = Readable();
        foreach (var part in new[] { ann.Phone, ann.Name, ann.Said })
            readable.ShouldNotContain(text => text.Contains(part, StringComparison.Ordinal));
        foreach (var part in new[] { bob.Phone, bob.Name, bob.Said })
            readable.ShouldContain(text => text.Contains(part, StringComparison.Ordinal));
    }

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    private static IEnumerable<string> WaitsFor(Erasure erasure, string service) => erasure.Services.Single(share => share.Service == service).WaitsFor;

    private static string NewId() => Guid.NewGuid().ToString();

    private static async Task Join(Gateway gateway)
    {
        var platform = await gateway.As(i => new DirectoryService.DirectoryServiceClient(i), Merchant, "platform", "platform");
        await platform.RegisterMerchantAsync(new() { RequestId = NewId(), MerchantId = Merchant, Name = "青禾日常生活有限公司", Shops = { new Shop { ShopId = "1", Name = "青禾" } } });
        var boss = await gateway.As(i => new DirectoryService.DirectoryServiceClient(i), Merchant, "lin.boss", "supervisor");
        await boss.AddPersonAsync(new() { RequestId = NewId(), PersonId = "wang.l1", Name = "孙燕", Roles = { Role.AgentL1 }, Capacity = 200 });
        await boss.StartShiftAsync(new() { RequestId = NewId(), PersonId = "wang.l1" });
    }

    private async Task Advance(TimeSpan by)
    {
        var addresses = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "addresses.json"))).RootElement;
        using var http = new HttpClient { BaseAddress = new(addresses.GetProperty("development").GetString()!), Timeout = Patience };
        using var response = await http.PostAsJsonAsync("development/clock:advance", new { seconds = (long)by.TotalSeconds });
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Every text of states and events of all services that the vault's key and the keys that are there open.</summary>
    private List<string> Readable()
    {
        var vault = new Vault(Convert.FromBase64String(JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "secrets.json"))).RootElement.GetProperty("VaultKey").GetString()!));
        var texts = new List<string>();
        foreach (var file in System.IO.Directory.GetFiles(folder, "*.db"))
        {
            using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "select count(*) from sqlite_master where name = 'keys'";
            if ((long)command.ExecuteScalar()! == 0)
                continue;
            command.CommandText =
                """
                select s.state, k.key from states s left join keys k on k.merchant = s.merchant and k.kind = s.kind and k.id = s.id
                union all
                select e.body, k.key from events e left join keys k on k.merchant = e.merchant and k.kind = e.kind and k.id = e.id
                """;
            using var rows = command.ExecuteReader();
            while (rows.Read())
            {
                var (json, key) = (rows.GetString(0), vault.KeyOf(rows.IsDBNull(1) ? null : rows.GetString(1)));
                texts.Add(json);
                foreach (Match quoted in Quoted().Matches(json))
                    texts.Add(Opened(vault, quoted.Value, key));
            }
        }

        return texts;
    }

    // What is neither under a key that is there nor sealed by the vault alone gives nothing.
    private static string Opened(Vault vault, string quoted, AggregateKey key)
    {
        try
        {
            return vault.Open(Platform.Json.Read<SealedText>(quoted, key)) ?? "";
        }
        catch (Exception none) when (none is FormatException or System.Security.Cryptography.CryptographicException)
        {
            return "";
        }
    }

    [GeneratedRegex("\"[A-Za-z0-9+/=:]{38,}\"")]
    private static partial Regex Quoted();

    private sealed class Buyer(string id, string name, string phone, int number)
    {
        private ComplaintService.ComplaintServiceClient cases = null!;
        private CaseSearchService.CaseSearchServiceClient search = null!;
        private EvidenceService.EvidenceServiceClient photos = null!;
        private ContactService.ContactServiceClient contacts = null!;
        private TrackingService.TrackingServiceClient desk = null!;
        private string photo = "";

        public string Id => id;

        public string Name => name;

        public string Phone => phone;

        public string Order { get; } = $"{1930679858170000 + number}";

        public string Said { get; } = $"杯子碎了{number}号，请打给{name}";

        public string CaseId { get; private set; } = "";

        public async Task Begin(Gateway gateway)
        {
            desk = await gateway.As(i => new TrackingService.TrackingServiceClient(i), Merchant, "feng.track", "tracking_agent");
            cases = await gateway.As(i => new ComplaintService.ComplaintServiceClient(i), Merchant, id, "customer");
            photos = await gateway.As(i => new EvidenceService.EvidenceServiceClient(i), Merchant, id, "customer");
            contacts = await gateway.As(i => new ContactService.ContactServiceClient(i), Merchant, id, "customer");
            search = await gateway.As(i => new CaseSearchService.CaseSearchServiceClient(i), Merchant, "lin.boss", "supervisor");
            await desk.RecordFactsAsync(Facts(
                ("placed", 1, fact => fact.Placed = new()
                {
                    BuyerId = id,
                    Payable = Cny(80_00),
                    ShopId = "1",
                    RecipientName = name,
                    RecipientPhone = phone,
                    RecipientAddress = "广东省深圳市南山区科技园南路12号1单元",
                    Lines = { new OrderLine { LineId = "1", Sku = "CUP", Title = "茶杯", Category = Contracts.Category.Household, Quantity = 1, UnitListPrice = Cny(80_00), Paid = Cny(80_00) } },
                }),
                ("paid", 2, fact => fact.Paid = new() { Amount = Cny(80_00), Channel = "alipay", TradeNo = $"T{Order}" }),
                ("dispatched", 3, fact => fact.Dispatched = new() { TrackingNo = $"SF{Order}", Courier = "sf" })));
            await contacts.SetContactAsync(new() { RequestId = NewId(), CustomerId = id, Addresses = { new ContactAddress { Medium = Medium.Sms, Address = phone, Consent = true } } });
            using (var upload = cases.UploadEvidence())
            {
                await upload.RequestStream.WriteAsync(new() { Header = new() { MediaType = "image/jpeg" } });
                await upload.RequestStream.WriteAsync(new() { Chunk = ByteString.CopyFrom([0xFF, 0xD8, 0xFF, 0xE0, .. Encoding.UTF8.GetBytes(id)]) });
                await upload.RequestStream.CompleteAsync();
                photo = (await upload).Evidence.EvidenceId;
            }

            var opened = await cases.OpenCaseAsync(new()
            {
                RequestId = NewId(),
                Type = CaseType.Damaged,
                Channel = Channel.App,
                OrderId = Order,
                Description = Said,
                EvidenceIds = { photo },
            });
            CaseId = opened.Case.CaseId;
        }

        public async Task End()
        {
            await cases.WithdrawCaseAsync(new() { RequestId = NewId(), CaseId = CaseId });
            await desk.RecordFactsAsync(Facts(
                ("signed", 30, fact => fact.Signed = new() { TrackingNo = $"SF{Order}", Signer = name }),
                ("settled", 31, fact => fact.Settled = new())));
        }

        public async Task<string> Description() => (await cases.GetCaseAsync(new() { CaseId = CaseId })).Case.Description;

        public async Task<string> Recipient() => (await desk.GetOrderAsync(new() { OrderId = Order })).Order.RecipientMasked;

        public Task<StatusCode> Photo() => Status(photos.DownloadEvidence(new() { RequestId = NewId(), EvidenceId = photo, CaseId = CaseId }).ResponseStream.MoveNext(CancellationToken.None));

        public async Task<int> Addresses() => (await contacts.GetContactAsync(new() { CustomerId = id })).Contact.Addresses.Count;

        public async Task<int> Found() => (await search.SearchCasesAsync(new() { Text = $"请打给{name}" })).Cases.Count;

        private static async Task<StatusCode> Status(Task call)
        {
            try
            {
                await call;
                return StatusCode.OK;
            }
            catch (RpcException refused)
            {
                return refused.StatusCode;
            }
        }

        private RecordFactsRequest Facts(params (string What, int Hours, Action<OrderFact> Fill)[] told)
        {
            var request = new RecordFactsRequest { OrderId = Order };
            foreach (var (what, hours, fill) in told)
            {
                var fact = new OrderFact
                {
                    FactId = $"{what}-{Order}",
                    Source = FactSource.OrderSystem,
                    OccurredTime = Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 5, 31, 9, 0, 0, TimeSpan.FromHours(8)).AddHours(hours)),
                };
                fill(fact);
                request.Facts.Add(fact);
            }

            return request;
        }

        private static Money Cny(long fen) => new() { MinorUnits = fen, CurrencyCode = "CNY" };
    }
}
