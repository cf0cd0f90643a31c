/** What the process that draws one photo anew is told beside its bytes. */
export interface DrawingBounds {
  /** Pixels of the picture as it came: all of it, and of its longer side. */
  readonly mostPixels: number;
  readonly longestInput: number;
  /** Pixels of the longer side of the picture that is kept. */
  readonly longestSide: number;
  /** What the process may take of memory, all in all. */
  readonly megabytes: number;
  /** Of the processor's time: a machine that is busy draws more slowly, and no photo costs more for that. */
  readonly milliseconds: number;
}

/** So many times its processor time a drawing may take by the clock, where others want the processor too. */
export const slowdown = 4;

/** How the process exits where the upload is no picture that it can read; where it takes too much it is killed, and any other way is a fault of ours. */
export const unreadable = 3;
