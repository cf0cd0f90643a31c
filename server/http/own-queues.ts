type Resume = () => void;

interface OfOne {
  running: number;
  readonly waiting: Resume[];
}

/**
 * Lets so many pieces of work of each source run at a time; others of the same source wait for these, in the order in which they came, and keep nobody
 * else waiting. Where as many wait as may, the next is answered undefined at once. Whoever has a turn ends it by what they were answered, once.
 */
export function ownQueues(most: number, mostWaiting: number): (source: string) => Promise<(() => void) | undefined> {
  const all = new Map<string, OfOne>();
  const end = (source: string, own: OfOne) => {
    const next = own.waiting.shift();
    if (next) next();
    else own.running -= 1;
    if (own.running === 0) all.delete(source);
  };
  return async (source) => {
    const own = all.get(source) ?? { running: 0, waiting: [] };
    all.set(source, own);
    if (own.running < most) own.running += 1;
    else if (own.waiting.length >= mostWaiting) return undefined;
    else await new Promise<void>((resume) => own.waiting.push(resume));
    return once(() => end(source, own));
  };
}

function once(work: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    work();
  };
}
