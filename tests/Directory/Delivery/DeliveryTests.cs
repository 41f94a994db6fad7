using System.Collections.Immutable;
using Aftersales.Directories.Domain;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Directories.Delivery;

/// <summary>When a message goes out and over what, told event by event.</summary>
public class DeliveryTests
{
    private static readonly Instant Morning = Instant.FromUtc(2026, 6, 2, 1, 0); // 09:00 in Shanghai
    private static readonly IReadOnlySet<Medium> All = new HashSet<Medium> { Medium.Im, Medium.Sms, Medium.Email };

    private static readonly DeliveryPolicy Policy = new()
    {
        Version = "test",
        QuietHours = new(new(22, 0), new(8, 0)),
        Urgent = ["pickup_failed"],
        Order = [Medium.Im, Medium.Sms, Medium.Email],
        Retries = [Duration.FromMinutes(1), Duration.FromMinutes(5)],
        AskAfter = Duration.FromSeconds(30),
        ReplayedFor = Duration.FromDays(1),
    };

    [Fact]
    public void A_message_goes_over_the_preferred_medium_that_the_customer_agreed_to()
    {
        Begun(Taken(), Reach(Medium.Sms, Medium.Email)).Medium.ShouldBe(Medium.Sms);
        Begun(Taken(), Reach(Medium.Sms, Medium.Email) with { Preferred = Medium.Email }).Medium.ShouldBe(Medium.Email);
        Begun(Taken(), Reach(Medium.Email) with { Preferred = Medium.Im }).Medium.ShouldBe(Medium.Email);
    }

    [Theory]
    [InlineData(22, 0, 8, 0, 14, 0, 24)]
    [InlineData(22, 0, 8, 0, 23, 59, 24)]
    [InlineData(22, 0, 8, 0, 24, 0, null)]
    [InlineData(22, 0, 8, 0, 13, 59, null)]
    [InlineData(12, 0, 14, 0, 5, 30, 6)]
    [InlineData(12, 0, 12, 0, 4, 0, null)]
    public void Quiet_hours_end_on_their_own_day_or_the_next(int from, int fromMinute, int to, int toMinute, int utcHour, int utcMinute, int? ends)
    {
        var quiet = new QuietHours(new(from, fromMinute), new(to, toMinute));
        var day = Instant.FromUtc(2026, 6, 2, 0, 0);
        var zone = BusinessCalendar.Default.Zone;
        quiet.End(day + Duration.FromHours(utcHour) + Duration.FromMinutes(utcMinute), zone).ShouldBe(ends is { } hour ? day + Duration.FromHours(hour) : null);
    }

    [Fact]
    public void Quiet_hours_put_a_message_off_and_an_urgent_one_goes_out()
    {
        var night = Morning + Duration.FromHours(14);
        At(night).Begin(Taken(), Reach(Medium.Sms), All).Events.ShouldBe([new MessagePutOff(Morning + Duration.FromHours(23))]);
        At(night).Begin(Taken() with { Template = "pickup_failed" }, Reach(Medium.Sms), All).Events.Single().ShouldBeOfType<SendingBegun>();
    }

    [Fact]
    public void What_a_medium_refused_goes_out_under_another_number_once_the_address_is_another()
    {
        var refused = DeliveryDecider.Evolve(DeliveryDecider.Evolve(Taken(), new SendingBegun(Medium.Sms)), new MediumRefused("INVALID_NUMBER", Morning));
        var again = DeliveryDecider.Evolve(refused, new MessageRevived(Morning, Morning + Duration.FromDays(1)));
        DeliveryDecider.Evolve(refused, new SendingBegun(Medium.Email)).Number.ShouldBe($"{refused.Id}.email");
        DeliveryDecider.Evolve(again, new SendingBegun(Medium.Sms)).Number.ShouldBe($"{refused.Id}.sms.2");
        DeliveryDecider.Evolve(again, new SendingBegun(Medium.Email)).Number.ShouldBe($"{refused.Id}.email");
    }

    [Fact]
    public void Without_a_way_a_message_waits_says_why_and_lapses()
    {
        At(Morning).Begin(Taken(), null, All).Events.Single().ShouldBeOfType<NoWay>().Why.ShouldBe("NO_CONTACT");
        At(Morning).Begin(Taken(), Reach(), All).Events.Single().ShouldBeOfType<NoWay>().Why.ShouldBe("NO_CONTACT");
        var silent = Reach(Medium.Sms) with { Addresses = Reach(Medium.Sms).Addresses.SetItem(Medium.Sms, new(new("x"), "x", Consent: false)) };
        At(Morning).Begin(Taken(), silent, All).Events.Single().ShouldBeOfType<NoWay>().Why.ShouldBe("NO_CONSENT");
        At(Morning).Begin(Taken(), Reach(Medium.Sms), new HashSet<Medium>()).Events.Single().ShouldBeOfType<NoWay>().Why.ShouldBe("NO_PROVIDER");

        var stranded = After(Taken(), [.. At(Morning).Begin(Taken(), null, All).Events]);
        stranded.Next.ShouldBe(Morning + Duration.FromDays(7) + Duration.FromHours(15), "R-CLK-4: nothing waits for ever; nobody needs it to the minute");
        At(stranded.Next!.Value).Begin(stranded, null, All).Events.ShouldBe([new MessageLapsed()]);
        After(stranded, [.. At(Morning).Reach(stranded).Events]).Next.ShouldBe(Morning);
        At(stranded.Until).Reach(stranded).Events.ShouldBeEmpty();
    }

    [Fact]
    public void What_fails_is_tried_at_growing_intervals_then_given_up_and_can_be_replayed()
    {
        var message = Taken();
        foreach (var pause in Policy.Retries)
        {
            message = Heard(Begun(message), new Handover.NotTaken("BUSY"));
            (message.Stage, message.Next!.Value - Morning, message.Why).ShouldBe((DeliveryStage.Waiting, pause, "BUSY"));
            message = message with { Next = Morning };
        }

        message = Heard(Begun(message), new Handover.NotTaken("BUSY"));
        (message.Stage, message.Next, message.Tries).ShouldBe((DeliveryStage.Dead, null, 3));
        var again = After(message, [.. At(message.Until + Duration.FromDays(9)).Replay(message).Events]);
        (again.Stage, again.Tries, again.Until - again.Next!.Value).ShouldBe((DeliveryStage.Waiting, 0, Policy.ReplayedFor));
        At(Morning).Replay(Begun(Taken())).Refusal!.Metadata["current"].ShouldBe("SENDING");
        At(Morning).Replay(null).Refusal!.Reason.Name.ShouldBe("MESSAGE_NOT_FOUND");
    }

    [Fact]
    public void A_missing_answer_is_asked_about_and_never_taken_for_a_failure()
    {
        var unknown = Heard(Begun(Taken()), new Handover.Unknown());
        (unknown.Stage, unknown.Next!.Value - Morning).ShouldBe((DeliveryStage.Unknown, Policy.AskAfter));
        At(Morning).Begin(unknown, Reach(Medium.Im), All).Events.ShouldBeEmpty("it is not sent again before it was asked about");
        Heard(unknown, new Handover.Taken("M1")).ShouldSatisfyAllConditions(
            sent => sent.Stage.ShouldBe(DeliveryStage.Sent), sent => sent.Reference.ShouldBe("M1"), sent => sent.Next.ShouldBeNull());
        Heard(unknown, new Handover.NotTaken("MESSAGE_NOT_FOUND")).Stage.ShouldBe(DeliveryStage.Waiting);
        var asked = unknown;
        for (var i = 0; i <= Policy.Retries.Length && asked.Stage == DeliveryStage.Unknown; i++)
            asked = Heard(asked, new Handover.Unknown());
        asked.Stage.ShouldBe(DeliveryStage.Dead, "a person looks at what no provider answers about");
    }

    [Fact]
    public void A_refused_medium_is_followed_by_the_next_under_another_number()
    {
        var contact = Reach(Medium.Sms, Medium.Email);
        var first = Begun(Taken(), contact);
        var second = Begun(Heard(first, new Handover.Refused("NUMBER_UNKNOWN")), contact);
        (second.Medium, second.Tries).ShouldBe((Medium.Email, 1));
        second.Number.ShouldNotBe(first.Number);
        var refused = Heard(second, new Handover.Refused("MAILBOX_REFUSED"));
        At(Morning).Begin(refused, contact, All).Events.Single().ShouldBeOfType<NoWay>().Why.ShouldBe("REFUSED");
    }

    [Fact]
    public void What_is_over_stays_over()
    {
        var sent = Heard(Begun(Taken()), new Handover.Taken(""));
        At(Morning).Hear(sent, new Handover.NotTaken("LATE")).Events.ShouldBeEmpty();
        At(Morning).Begin(sent, Reach(Medium.Im), All).Events.ShouldBeEmpty();
        DeliveryDecider.Take(sent, Taken(), Morning).Events.ShouldBeEmpty("an event that is told twice is one message");
    }

    [Theory]
    [InlineData(Medium.Sms, "13800138000", true)]
    [InlineData(Medium.Sms, "+4915112345678", true)]
    [InlineData(Medium.Sms, "1380013800", false)]
    [InlineData(Medium.Email, "wang@mail.example", true)]
    [InlineData(Medium.Email, "wang@mail", false)]
    [InlineData(Medium.Email, "a@b.example\r\nBcc: c@d.example", false)]
    [InlineData(Medium.Im, "小燕_88", true)]
    [InlineData(Medium.Im, "a\nb", false)]
    public void Addresses_have_the_form_of_their_medium(Medium medium, string address, bool fits) => AddressForm.Fits(medium, address).ShouldBe(fits);

    private static DeliveryDecider At(Instant now) => new(Policy, BusinessCalendar.Default.Zone, now);

    private static Outgoing Taken() => new("case_1.7", "buyer-1", "case_1", "1930679858170647", "offer_made", Morning, Morning + Duration.FromDays(7)) { Next = Morning };

    private static Contact Reach(params Medium[] media) =>
        new(media.ToImmutableSortedDictionary(medium => medium, medium => new ContactAddress(new("sealed"), $"{medium}", Consent: true)), Language.Zh, Medium.Unspecified);

    private static Outgoing Begun(Outgoing message, Contact? contact = null) =>
        After(message, At(Morning).Begin(message, contact ?? Reach(Medium.Im), All).Events.Single().ShouldBeOfType<SendingBegun>());

    private static Outgoing Heard(Outgoing message, Handover answer) => After(message, [.. At(Morning).Hear(message, answer).Events]);

    private static Outgoing After(Outgoing message, params DeliveryEvent[] events) => events.Aggregate(message, (m, e) => DeliveryDecider.Evolve(m, e));
}
