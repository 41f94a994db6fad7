using Aftersales.Complaints.Domain;
using Aftersales.Kernel;
using NodaTime;
using static Aftersales.Complaint.Tests.Domain.CaseStory;
using static Aftersales.Complaint.Tests.Domain.Sample;

namespace Aftersales.Complaint.Tests.Domain;

/// <summary>Photos: how many, who looks at them, how long they are kept, and what the scanner says.</summary>
public class KeepingTests
{
    private static readonly Instant Until = Now + Duration.FromDays(1);
    private static readonly Instant Attachable = Now + Duration.FromDays(7);
    private static readonly ScanVerdict Infected = new("Worm");

    [Fact]
    public void A_photo_waits_for_the_scanner_and_is_shown_once_that_found_it_clean()
    {
        var pending = Kept(null, Until);
        (pending.Stage, pending.ScanUntil).ShouldBe((EvidenceStage.Pending, Until));
        KeepingDecider.Show(pending)!.Reason.ShouldBe(CaseReasons.EvidencePending);
        KeepingDecider.Attach(pending, Now).ShouldBeNull();

        var clean = After(pending, KeepingDecider.Judge(pending, ScanVerdict.Clean, Now));
        (clean.Stage, clean.ScanUntil).ShouldBe((EvidenceStage.Available, null));
        KeepingDecider.Show(clean).ShouldBeNull();
        KeepingDecider.Judge(clean, ScanVerdict.Clean, Now).Events.ShouldBeEmpty();
    }

    [Fact]
    public void What_the_scanner_stops_is_shown_to_nobody_and_attached_to_no_case()
    {
        var pending = Kept(null, Until);
        var blocked = After(pending, KeepingDecider.Judge(pending, Infected, Now));
        foreach (var refusal in new[] { KeepingDecider.Show(blocked), KeepingDecider.Attach(blocked, Now) })
            (refusal!.Reason, refusal.Metadata["threat"]).ShouldBe((CaseReasons.EvidenceBlocked, "Worm"));
        KeepingDecider.Judge(blocked, Infected, Now).Events.ShouldBeEmpty();
        // The scanner's signatures grew, or its mistake was put right.
        var clean = Kept(ScanVerdict.Clean, Until);
        After(clean, KeepingDecider.Judge(clean, Infected, Now)).Stage.ShouldBe(EvidenceStage.Blocked);
        After(blocked, KeepingDecider.Judge(blocked, ScanVerdict.Clean, Now)).Stage.ShouldBe(EvidenceStage.Available);
    }

    [Fact]
    public void R_CLK_4_what_no_scanner_answers_for_is_blocked_in_the_end_and_can_be_uploaded_anew()
    {
        var pending = Kept(null, Until);
        KeepingDecider.GiveUp(pending, Until - Duration.Epsilon).Events.ShouldBeEmpty();
        var blocked = After(pending, KeepingDecider.GiveUp(pending, Until));
        (blocked.Stage, blocked.Threat).ShouldBe((EvidenceStage.Blocked, KeepingDecider.Unscanned));

        var later = Until + Duration.FromDays(1);
        var again = After(blocked, KeepingDecider.Keep(blocked, Photo, "blob", null, later, Attachable, Until));
        (again.Stage, again.ScanUntil, again.Threat).ShouldBe((EvidenceStage.Pending, later, ""));
    }

    [Fact]
    public void A_scanner_set_up_later_looks_at_what_nobody_looked_at()
    {
        var unscanned = Kept(null, null);
        KeepingDecider.Show(unscanned).ShouldBeNull();
        After(unscanned, KeepingDecider.AwaitScan(unscanned, Until, Now)).Stage.ShouldBe(EvidenceStage.Pending);
        KeepingDecider.AwaitScan(Kept(ScanVerdict.Clean, Until), Until, Now).Events.ShouldBeEmpty();
    }

    [Fact]
    public void A_deleted_content_can_be_uploaded_again()
    {
        var kept = Kept(ScanVerdict.Clean, Until);
        KeepingDecider.Keep(kept, Photo, "other", ScanVerdict.Clean, Until, Attachable, Now).Events.ShouldBeEmpty();
        var deleted = After(kept, KeepingDecider.Delete(kept, Now));
        (deleted.Stage, deleted.Deleted).ShouldBe((EvidenceStage.Deleted, Now));
        KeepingDecider.Show(deleted)!.Reason.ShouldBe(CaseReasons.EvidenceDeleted);
        KeepingDecider.Attach(deleted, Now)!.Reason.ShouldBe(CaseReasons.EvidenceNotFound);
        KeepingDecider.Delete(deleted, Now).Events.ShouldBeEmpty();
        KeepingDecider.Judge(deleted, Infected, Now).Events.ShouldBeEmpty();
        After(deleted, KeepingDecider.Keep(deleted, Photo, "other", ScanVerdict.Clean, Until, Attachable, Now)).Blob.ShouldBe("other");
    }

    [Fact]
    public void What_no_case_takes_in_time_is_deleted_and_cannot_be_attached_shortly_before()
    {
        var (kept, soon) = (Kept(ScanVerdict.Clean, Until), Attachable + Duration.FromMinutes(1));
        KeepingDecider.Attach(kept, Attachable).ShouldBeNull();
        KeepingDecider.Attach(kept, soon)!.Reason.ShouldBe(CaseReasons.EvidenceNotFound);
        KeepingDecider.DeleteUnattached(kept, soon).Events.ShouldBeEmpty("who attached it just before is not done yet");

        var later = kept.UnattachedUntil!.Value;
        var deleted = After(kept, KeepingDecider.DeleteUnattached(kept, later));
        deleted.Stage.ShouldBe(EvidenceStage.Deleted);
        KeepingDecider.DeleteUnattached(deleted, later).Events.ShouldBeEmpty();
        deleted.UnattachedUntil.ShouldBe(later, "its content is still to be removed");
        After(deleted, KeepingDecider.EndAttaching(deleted, later)).UnattachedUntil.ShouldBeNull();
    }

    [Fact]
    public void What_is_uploaded_again_has_its_time_anew_and_what_a_case_has_needs_none()
    {
        var (kept, later) = (Kept(ScanVerdict.Clean, Until), Attachable + Duration.FromDays(1));
        var renewed = After(kept, KeepingDecider.Keep(kept, Photo, "blob", ScanVerdict.Clean, Until, later, Now));
        (renewed.AttachUntil, renewed.Blob).ShouldBe((later, "blob"));
        KeepingDecider.DeleteUnattached(renewed, kept.UnattachedUntil!.Value).Events.ShouldBeEmpty();
        KeepingDecider.EndAttaching(renewed, kept.UnattachedUntil!.Value).Events.ShouldBeEmpty();

        var attached = After(renewed, KeepingDecider.EndAttaching(renewed, renewed.UnattachedUntil!.Value));
        (attached.Stage, attached.UnattachedUntil).ShouldBe((EvidenceStage.Available, null));
        KeepingDecider.Attach(attached, later + Duration.FromDays(100)).ShouldBeNull();
        KeepingDecider.Keep(attached, Photo, "blob", ScanVerdict.Clean, Until, later, Now).Events.ShouldBeEmpty();
    }

    [Fact]
    public void R_PPL_2_what_came_with_answers_is_the_staff_s_to_see_and_kept_as_long_as_the_rest()
    {
        var story = Opened().After(new CaseCommand.TakeProofs("qst_1", [Photo]));
        story.When(new CaseCommand.TakeProofs("qst_2", [Photo])).Events.ShouldBeEmpty();
        story.When(new CaseCommand.ReadEvidence(Agent, Photo.Id, Sealed)).Events.ShouldHaveSingleItem();
        story.Refused(new CaseCommand.ReadEvidence(Buyer, Photo.Id, SealedText.Empty)).Reason.ShouldBe(CaseReasons.EvidenceNotFound);

        var closed = story.After(new CaseCommand.Withdraw(Buyer)).Later(Duration.FromDays(Policy.Evidence.KeepDays));
        var gone = closed.After(new CaseCommand.ReleaseEvidence(), new CaseCommand.ForgetEvidence());
        gone.State!.Proofs.Single().Photo.IsDeleted.ShouldBeTrue();
        gone.When(new CaseCommand.TakeProofs("qst_3", [Picture('b')])).Events.ShouldBeEmpty("it keeps no photos any more");
    }

    [Fact]
    public void A_case_has_no_more_photos_than_the_policy_lets_it()
    {
        var few = Policy with { Evidence = Policy.Evidence with { MaxPerCase = 2 } };
        var full = Opened().After(new CaseCommand.AddEvidence(Buyer, [Picture('a'), Picture('b')])).State;
        Decision<CaseEvent> Decide(CaseCommand command) => new CaseDecider(few, BusinessCalendar.Default, Now).Decide(full, command);
        var refusal = Decide(new CaseCommand.AddEvidence(Buyer, [Picture('c')])).Refusal!;
        (refusal.Reason, refusal.Metadata["allowed"]).ShouldBe((CaseReasons.TooMuchEvidence, "2"));
        Decide(new CaseCommand.Repeat(Sealed, [Picture('c')], Facts, AtWork)).Refusal!.Reason.ShouldBe(CaseReasons.TooMuchEvidence);
        Decide(new CaseCommand.AddEvidence(Buyer, [Picture('a')])).Events.ShouldBeEmpty();
    }

    [Fact]
    public void R_PPL_2_staff_s_looking_at_a_photo_is_recorded_and_the_customer_s_is_not()
    {
        var story = Opened().After(new CaseCommand.AddEvidence(Buyer, [Photo]));
        story.When(new CaseCommand.ReadEvidence(Agent, Photo.Id, Sealed)).Events.ShouldHaveSingleItem().ShouldBe(new EvidenceRead(Photo.Id, Sealed));
        story.When(new CaseCommand.ReadEvidence(Buyer, Photo.Id, SealedText.Empty)).Events.ShouldBeEmpty();
        story.Refused(new CaseCommand.ReadEvidence(Agent, Picture('b').Id, Sealed)).Reason.ShouldBe(CaseReasons.EvidenceNotFound);
        story.Refused(new CaseCommand.ReadEvidence(Stranger, Photo.Id, SealedText.Empty)).Reason.ShouldBe(CaseReasons.CaseNotFound);
    }

    [Fact]
    public void Photos_are_kept_for_so_many_days_after_the_closing_and_a_reopened_case_keeps_its_own()
    {
        var closed = Opened().After(new CaseCommand.AddEvidence(Buyer, [Photo]), new CaseCommand.Withdraw(Buyer));
        closed.State!.EvidenceUntil.ShouldBe(closed.At + Duration.FromDays(Policy.Evidence.KeepDays));
        closed.When(new CaseCommand.ReleaseEvidence()).Events.ShouldBeEmpty();
        var reopened = closed.After(new CaseCommand.Reopen(Buyer, Sealed, AtWork)).State!;
        (reopened.EvidenceUntil, reopened.Reopenings).ShouldBe((null, 1));

        var gone = closed.Later(Duration.FromDays(Policy.Evidence.KeepDays)).After(new CaseCommand.ReleaseEvidence(), new CaseCommand.ForgetEvidence());
        (gone.State!.Evidence.Single().IsDeleted, gone.State.EvidenceUntil).ShouldBe((true, null));
        gone.When(new CaseCommand.ForgetEvidence()).Events.ShouldBeEmpty();
        gone.Refused(new CaseCommand.ReadEvidence(Agent, Photo.Id, Sealed)).Reason.ShouldBe(CaseReasons.EvidenceDeleted);
    }

    private static Evidence Picture(char digit) => new(new string(digit, 64), "image/jpeg", 1000);

    private static KeptEvidence Kept(ScanVerdict? verdict, Instant? until) => After(null, KeepingDecider.Keep(null, Photo, "blob", verdict, until, Attachable, Now));

    private static KeptEvidence After(KeptEvidence? state, Decision<EvidenceEvent> decided) =>
        decided.Events.Aggregate(state, (before, happened) => KeepingDecider.Evolve(before, happened))!;
}
