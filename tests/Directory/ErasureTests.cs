using Aftersales.Contracts;
using Aftersales.Contracts.Directories;
using Aftersales.Directories;
using Aftersales.Directories.Domain;
using Aftersales.Kernel;
using Aftersales.Platform.Grpc;
using Aftersales.Testing;
using Grpc.Core;
using NodaTime;
using ErasureShare = Aftersales.Directories.Domain.ErasureShare;

namespace Aftersales.Directories.Tests;

/// <summary>R-PPL-2: the erasure of a customer's personal data, as Directory leads it.</summary>
public sealed class ErasureTests
{
    private const string Shop = "tea-house";

    private static readonly Instant Now = Instant.FromUtc(2026, 6, 2, 1, 0);

    [Fact]
    public void R_PPL_2_nothing_is_erased_before_no_service_needs_the_data_and_it_is_over_when_all_are()
    {
        var erasure = After(null, e => ErasureDecider.Begin(e, "ann", "boss", "asked for it", Now));
        foreach (var service in ErasureDecider.Services.Skip(1))
            erasure = Told(erasure, service, ShareState.Ready, 2);
        erasure = Told(erasure, "compensation", ShareState.Waiting, 2);
        erasure.Stage.ShouldBe(ErasureStage.Waiting);
        erasure = Told(erasure, "compensation", ShareState.Ready, 3);
        erasure.Stage.ShouldBe(ErasureStage.Erasing);

        foreach (var service in ErasureDecider.Services)
        {
            erasure.Stage.ShouldBe(ErasureStage.Erasing);
            erasure = Told(erasure, service, ShareState.Erased, 9);
        }

        (erasure.Stage, erasure.Ended, erasure.Next).ShouldBe((ErasureStage.Done, Now, null));
        Hear(erasure, "refund", ShareState.Waiting, 10).Events.ShouldBeEmpty("it is over");
    }

    [Fact]
    public void What_comes_late_or_from_nobody_known_changes_nothing()
    {
        var erasure = Told(After(null, e => ErasureDecider.Begin(e, "ann", "boss", "asked for it", Now)), "refund", ShareState.Ready, 5);
        foreach (var late in new[] { Hear(erasure, "refund", ShareState.Waiting, 4), Hear(erasure, "refund", ShareState.Waiting, 5), Hear(erasure, "nobody", ShareState.Ready, 9), Hear(null, "refund", ShareState.Ready, 9) })
            late.Events.ShouldBeEmpty();
    }

    [Fact]
    public void R_CLK_4_who_is_silent_is_asked_again_each_day()
    {
        var erasure = After(null, e => ErasureDecider.Begin(e, "ann", "boss", "asked for it", Now));
        ErasureDecider.Chase(erasure, Now).Events.ShouldBeEmpty();
        var chased = After(erasure, e => ErasureDecider.Chase(e, Now + Duration.FromDays(1)));
        chased.Next.ShouldBe(Now + Duration.FromDays(2));
    }

    [Fact]
    public async Task R_PPL_2_an_erasure_is_asked_for_once_followed_and_ends_with_addresses_forgotten()
    {
        await using var service = await TestService.Start("directory", DirectoryApp.Create, "sqlite");
        var boss = service.Client(invoker => new ErasureService.ErasureServiceClient(invoker), Shop, "boss", Role.Supervisor);
        var contacts = service.Client(invoker => new ContactService.ContactServiceClient(invoker), Shop, "ann", Role.Customer);
        await contacts.SetContactAsync(new()
        {
            RequestId = Id(),
            CustomerId = "ann",
            Addresses = { new Contracts.Directories.ContactAddress { Medium = Contracts.Directories.Medium.Sms, Address = "13800138001", Consent = true } },
        });

        var ask = new EraseCustomerRequest { RequestId = Id(), CustomerId = "ann", Reason = "the customer asked for it" };
        var begun = (await boss.EraseCustomerAsync(ask)).Erasure;
        (await boss.EraseCustomerAsync(ask)).Erasure.ShouldBe(begun);
        var again = ErrorDetails.From(await Should.ThrowAsync<RpcException>(async () => await boss.EraseCustomerAsync(new(ask) { RequestId = Id() })))!;
        (again.Info!.Reason, again.Info.Metadata["erasure_id"]).ShouldBe(("ERASURE_UNDER_WAY", begun.ErasureId));
        await service.Drain();
        service.Last<CustomerErasureAsked>().ShouldBe(new() { ErasureId = begun.ErasureId, CustomerId = "ann" });

        await All(ErasureShareState.Ready, 5);
        service.Last<CustomerErasureAsked>().Erase.ShouldBeTrue();
        (await boss.ListErasuresAsync(new() { State = ErasureState.Erasing })).Erasures.ShouldHaveSingleItem().ErasureId.ShouldBe(begun.ErasureId);
        // Directory's own part.
        await service.Deliver(service.Last<CustomerErasureAsked>(), Shop, "directory");
        await service.Drain();
        (await contacts.GetContactAsync(new() { CustomerId = "ann" })).Contact.Addresses.ShouldBeEmpty();
        service.Last<CustomerErasureAnswered>().Share.ShouldSatisfyAllConditions(
            share => share.Service.ShouldBe("directory"), share => share.State.ShouldBe(ErasureShareState.Erased), share => share.Erased.ShouldBe(1));

        await All(ErasureShareState.Erased, 9);
        (await boss.GetErasureAsync(new() { ErasureId = begun.ErasureId })).Erasure.ShouldSatisfyAllConditions(
            erasure => erasure.State.ShouldBe(ErasureState.Done),
            erasure => (erasure.PersonId, erasure.Reason).ShouldBe(("boss", ask.Reason)),
            erasure => erasure.Services.Single(share => share.Service == "invoice").KeptReasons.ShouldBe(["TAX_LAW"]));
        service.Last<CustomerErased>().CustomerId.ShouldBe("ann");
        (await boss.ListErasuresAsync(new() { CustomerId = "ann" })).Erasures.Count.ShouldBe(1);
        ErrorDetails.From(await Should.ThrowAsync<RpcException>(async () => await boss.GetErasureAsync(new() { ErasureId = "era_0" })))!.Info!.Reason.ShouldBe("ERASURE_NOT_FOUND");

        async Task All(ErasureShareState state, long version)
        {
            foreach (var name in ErasureDecider.Services)
            {
                await service.Deliver(
                    new CustomerErasureAnswered { ErasureId = begun.ErasureId, Version = version, Share = new() { Service = name, State = state, KeptReasons = { name == "invoice" ? ["TAX_LAW"] : Array.Empty<string>() } } },
                    Shop, name);
            }

            await service.Drain();
        }
    }

    private static Decision<CustomerErasureEvent> Hear(Domain.Erasure? erasure, string service, ShareState state, long version) =>
        ErasureDecider.Hear(erasure, service, ErasureShare.Silent with { State = state, Version = version }, Now);

    private static Domain.Erasure Told(Domain.Erasure erasure, string service, ShareState state, long version) => After(erasure, e => Hear(e, service, state, version));

    private static Domain.Erasure After(Domain.Erasure? erasure, Func<Domain.Erasure?, Decision<CustomerErasureEvent>> decide) =>
        decide(erasure).Events.Aggregate(erasure, ErasureDecider.Evolve)!;

    private static string Id() => Guid.NewGuid().ToString();
}
