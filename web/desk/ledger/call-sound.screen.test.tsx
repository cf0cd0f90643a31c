import { act, fireEvent, render } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { soundsEvery, useCallSound } from "./call-sound.ts";

/** A part of a sound, and what it leads to. */
class Part {
  readonly next: unknown[] = [];
  readonly gain = { setValueAtTime: () => {}, exponentialRampToValueAtTime: () => {} };
  readonly frequency = { value: 0 };
  starts = Number.NaN;
  connect<To>(to: To): To {
    this.next.push(to);
    return to;
  }
  start(at: number): void {
    this.starts = at;
  }
  stop(): void {}
}

/** Whether a sound comes out of the loudspeaker at the end. */
function isHeard(from: unknown, speaker: unknown): boolean {
  return from === speaker || (from instanceof Part && from.next.some((each) => isHeard(each, speaker)));
}

const speaker = {};
let tones: Part[] = [];

beforeEach(() => {
  tones = [];
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "Date"] });
  vi.stubGlobal(
    "AudioContext",
    class {
      readonly state = "running";
      readonly currentTime = 0;
      readonly destination = speaker;
      createOscillator = () => {
        const tone = new Part();
        tones.push(tone);
        return tone;
      };
      createGain = () => new Part();
    },
  );
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function Called({ waiting }: { waiting: number }) {
  const { isQuiet, beQuiet } = useCallSound(waiting);
  return (
    <button type="button" onClick={beQuiet}>
      {isQuiet ? "quiet" : "loud"}
    </button>
  );
}

test("a call is heard from the loudspeaker, in two tones one after the other, until somebody asks for quiet or it is answered", () => {
  const { rerender, getByRole } = render(<Called waiting={0} />);
  fireEvent.pointerDown(document.body); // a browser lets a page sound only after that
  expect(tones).toEqual([]);
  rerender(<Called waiting={1} />);
  expect(document.title.startsWith("(1)")).toBe(true);
  expect(tones.map((tone) => isHeard(tone, speaker))).toEqual([true, true]);
  const [first, second] = tones;
  expect(second?.starts).toBeGreaterThan(first?.starts ?? Number.NaN);
  expect(second?.frequency.value).not.toBe(first?.frequency.value);
  act(() => void vi.advanceTimersByTime(soundsEvery));
  expect(tones).toHaveLength(4);
  fireEvent.click(getByRole("button", { name: "loud" }));
  act(() => void vi.advanceTimersByTime(soundsEvery));
  expect(tones).toHaveLength(4);
  rerender(<Called waiting={0} />);
  expect(document.title.startsWith("(")).toBe(false);
  act(() => void vi.advanceTimersByTime(4 * soundsEvery));
  expect(tones).toHaveLength(4);
});

test("a further call sounds at once, and does not wait for the next time that the first one sounds", () => {
  const { rerender } = render(<Called waiting={0} />);
  fireEvent.pointerDown(document.body);
  rerender(<Called waiting={1} />);
  act(() => void vi.advanceTimersByTime(soundsEvery / 3));
  expect(tones).toHaveLength(2);
  rerender(<Called waiting={2} />);
  expect(tones).toHaveLength(4);
  expect(document.title.startsWith("(2)")).toBe(true);
});
