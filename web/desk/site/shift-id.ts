/** A shift of a post, as the address of a screen names it. */
export interface ShiftId {
  readonly post: string;
  readonly date: string;
  readonly shift: string;
}
