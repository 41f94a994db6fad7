// Steps of a long check: each told with its time; the first that fails ends everything, and what was left to be tidied is tidied.
let passed = 0;
const tidying = [];

/** What has to be ended or removed, however the check ends; the last first. */
export const atEnd = act => tidying.push(act);

async function end(failed) {
  for (const act of tidying.reverse()) {
    try {
      await act();
    } catch (failure) {
      console.log(`left behind: ${failure.message}`);
    }
  }
  console.log(`Failed: ${failed}, Passed: ${passed}, Skipped: 0`);
  process.exit(failed);
}

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'])
  process.on(signal, () => end(1));

export async function step(what, act) {
  const started = Date.now();
  try {
    await act();
  } catch (failure) {
    console.log(`${what}:\n${failure.stack}\n${failure.stdout ?? ''}${failure.stderr ?? ''}`);
    await end(1);
  }
  passed++;
  console.log(`${what} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
}

/** Ends the check, which everything passed. */
export const done = () => end(0);

export const wait = milliseconds => new Promise(done => setTimeout(done, milliseconds));

/** Asks until the answer is as wanted, for half a minute. */
export async function until(what, ask, wanted, tries = 150) {
  let last;
  while (tries-- > 0) {
    try {
      last = await ask();
    } catch (failure) {
      last = failure;
    }
    if (!(last instanceof Error) && wanted(last))
      return last;
    await wait(200);
  }
  throw new Error(`${what}: ${JSON.stringify(last instanceof Error ? last.message : last)}`);
}
