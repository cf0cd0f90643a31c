/* For tests of screens: what a browser has and a DOM without one has not, as far as screens use it. */

/** The feed of the server, as `EventSource` lays it. */
export class FeedLine extends EventTarget {
  static readonly CLOSED = 2;
  static laid: FeedLine[] = [];
  readonly address: string;
  readyState = 0;

  constructor(address: string) {
    super();
    this.address = address;
    FeedLine.laid.push(this);
  }

  close(): void {
    this.readyState = FeedLine.CLOSED;
  }

  get isClosed(): boolean {
    return this.readyState === FeedLine.CLOSED;
  }

  /** The server tells something. */
  tell(type: string, told: unknown = {}): void {
    this.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(told) }));
  }
}

/** What has sounded: the pitch of each tone. A browser lets a page sound once it was touched. */
export class HeardSound {
  static pitches: number[] = [];
  state = "suspended";
  readonly currentTime = 0;
  readonly destination = {};

  async resume(): Promise<void> {
    this.state = "running";
  }

  createOscillator() {
    const frequency = { value: 0 };
    const begins = { start: () => void HeardSound.pitches.push(frequency.value), stop: () => undefined };
    return { frequency, connect: (next: unknown) => next, ...begins };
  }

  createGain() {
    const gain = { setValueAtTime: () => undefined, exponentialRampToValueAtTime: () => undefined };
    return { gain, connect: (next: unknown) => next };
  }
}
