import { useEffect, useState } from "react";
import { minute } from "#duty/grammar/time.ts";
import { useNow } from "../../ui/server-clock.ts";

/** How long a sound rests when somebody asks for quiet: never for ever. */
export const quietFor = minute;
/** While a call waits it sounds again. */
export const soundsEvery = 30_000;

/** Until when it rests, where somebody asks for quiet now. */
export function quietFrom(now: number): number {
  return now + quietFor;
}

export function isQuietAt(now: number, quietUntil: number): boolean {
  return now < quietUntil;
}

/** Sounds at once, and again and again until the answer is called. */
export function soundedAgain(sounds: () => void): () => void {
  sounds();
  const timer = setInterval(sounds, soundsEvery);
  return () => clearInterval(timer);
}

let audio: AudioContext | undefined;

/** A browser lets a page sound only once somebody has touched it. */
function allowSound(): void {
  audio ??= new AudioContext();
  if (audio.state === "suspended") void audio.resume();
}

/** Two short tones, the second higher: heard across a lobby and mistaken for no telephone. */
function sound(): void {
  if (audio?.state !== "running") return;
  for (const [at, pitch] of [
    [0, 740],
    [0.28, 988],
  ] as const) {
    const tone = audio.createOscillator();
    const loudness = audio.createGain();
    const from = audio.currentTime + at;
    tone.frequency.value = pitch;
    loudness.gain.setValueAtTime(0.25, from);
    loudness.gain.exponentialRampToValueAtTime(0.001, from + 0.24);
    tone.connect(loudness).connect(audio.destination);
    tone.start(from);
    tone.stop(from + 0.25);
  }
}

/** Sounds while so many calls wait, at once when there are more, and says it in the title of the page. */
export function useCallSound(waiting: number): { readonly isQuiet: boolean; beQuiet(): void } {
  const now = useNow(1000);
  const [quietUntil, setQuietUntil] = useState(0);
  const isQuiet = isQuietAt(now, quietUntil);
  useEffect(() => {
    addEventListener("pointerdown", allowSound);
    addEventListener("keydown", allowSound);
    return () => {
      removeEventListener("pointerdown", allowSound);
      removeEventListener("keydown", allowSound);
    };
  }, []);
  useEffect(() => {
    if (waiting === 0 || isQuiet) return;
    return soundedAgain(sound);
  }, [waiting, isQuiet]);
  useEffect(() => {
    if (waiting === 0) return;
    const before = document.title;
    document.title = `(${waiting}) ${before}`;
    return () => {
      document.title = before;
    };
  }, [waiting]);
  return { isQuiet, beQuiet: () => setQuietUntil(quietFrom(now)) };
}
