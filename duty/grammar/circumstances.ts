import type { Actor, DeviceId, Head } from "./entry.ts";
import type { BusinessDate, Instant, ZoneName } from "./time.ts";

/** Everything about a command that its sender cannot choose, as the door established it. */
export interface Circumstances {
  readonly now: Instant;
  readonly zone: ZoneName;
  /** The site's business date at `now`. */
  readonly today: BusinessDate;
  readonly actor: Actor;
  readonly device: DeviceId | undefined;
  readonly deviceTime: Instant | undefined;
  /**
   * How the actor proved to be there for this one command. An act with `proof: "pin"` is never decided without it. `device`: by the key of an enrolled
   * browser, when it was written; `deviceTime` lies within what the door knows of them there.
   */
  readonly proof: "pin" | "session" | "device" | "none";
  /** The head of the stream that the actor had on screen. */
  readonly seen: Head | undefined;
  /** Version of the site's set-up under which this is decided; what begins now is pinned to it. */
  readonly under: number;
  /** Unique id of the command: rules that open something name it by this. */
  readonly command: string;
}
