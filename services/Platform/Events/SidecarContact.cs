namespace Aftersales.Platform.Events;

/// <summary>Whether the sidecar asked for the subscriptions: before that, no event can arrive, and Kubernetes readiness waits for it.</summary>
public sealed class SidecarContact
{
    private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsMade => asked.Task.IsCompleted;

    public Task Made => asked.Task;

    internal void SubscriptionsAsked() => asked.TrySetResult();
}
