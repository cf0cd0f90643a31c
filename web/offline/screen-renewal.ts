/** What renewing the screens needs of a browser. */
export interface ScreenGround {
  /** Whether something stands open in this page that a reload would end, or somebody is at work here. */
  isInUse(): boolean;
  /** Keeps the other pages of this browser from renewing themselves while this one is in use. The answer lets go, which takes a moment. */
  holdOthers(): () => Promise<void>;
  /** Runs it where no page of this browser holds the others. */
  whereNoneHolds(run: () => void): void;
  /** Has the newer release that waits take the place of this one, in all pages; nothing where none waits. */
  takeOver(): void;
  reload(): void;
}

/**
 * When the screens of a newer release take the place of those that are shown: not before nobody is at work in any page of the browser and
 * nothing is half done. Each page then reloads itself.
 */
export class ScreenRenewal {
  private readonly ground: ScreenGround;
  private letGo: (() => Promise<void>) | undefined;
  private due = false;

  constructor(ground: ScreenGround) {
    this.ground = ground;
  }

  /** Asked whenever it may be otherwise than before: somebody is done, has locked, or a newer release has come. */
  look(): void {
    if (this.ground.isInUse()) {
      this.letGo ??= this.ground.holdOthers();
      return;
    }
    const gone = this.letGo?.();
    this.letGo = undefined;
    if (this.due) this.ground.reload();
    else if (gone) void gone.then(() => this.takeOver());
    else this.takeOver();
  }

  /** A newer release has taken over what this page loads from; the page itself is of the one before. */
  tookOver(): void {
    this.due = true;
    this.look();
  }

  /** The last page that is done finds that no other holds. */
  private takeOver(): void {
    this.ground.whereNoneHolds(() => this.ground.takeOver());
  }
}
