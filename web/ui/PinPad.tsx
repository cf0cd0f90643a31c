import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { pinDigits } from "#duty/grammar/limits.ts";
import { pinTyped } from "./typed-digits.ts";

const places = Array.from({ length: pinDigits }, (_, place) => place);
const keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

/** Where fingers type, the keys below are the keyboard: a second one would cover them. Pasting works either way. */
const hasOwnKeys = () => window.matchMedia("(pointer: coarse)").matches;

interface Props {
  readonly label: string;
  readonly busy: boolean;
  readonly onWhole: (pin: string) => void;
  /** What was given last was refused. */
  readonly wrong?: boolean;
  /** Leaves the keyboard to a field that comes before it. */
  readonly calm?: boolean;
}

/** Six digits, by key, by finger or pasted. Handed over when whole; forgotten at once, never kept anywhere. */
export function PinPad({ label, busy, onWhole, wrong = false, calm = false }: Props) {
  const { t } = useTranslation();
  const [digits, setDigits] = useState("");
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!calm) input.current?.focus();
  }, [calm]);
  const take = (text: string) => {
    if (busy) return;
    const { left, whole } = pinTyped(text);
    setDigits(left);
    if (whole !== undefined) onWhole(whole);
  };
  return (
    <div className="pin" data-wrong={wrong || undefined}>
      <div className="dots">
        {places.map((place) => (
          <span key={place} data-next={place === digits.length} aria-hidden="true">
            {busy || place < digits.length ? "•" : ""}
          </span>
        ))}
        <input
          ref={input}
          aria-label={label}
          aria-invalid={wrong || undefined}
          type="password"
          inputMode={hasOwnKeys() ? "none" : "numeric"}
          autoComplete="off"
          value={digits}
          onChange={(event) => take(event.target.value)}
        />
      </div>
      <div className="keys">
        {keys.map((key) => (
          <button key={key} type="button" disabled={busy} onClick={() => take(digits + key)}>
            {key}
          </button>
        ))}
        <button type="button" className="word" disabled={busy} onClick={() => setDigits("")}>
          {t("ui:pin.clear")}
        </button>
        <button type="button" disabled={busy} onClick={() => take(`${digits}0`)}>
          0
        </button>
        <button type="button" className="word" disabled={busy} onClick={() => setDigits(digits.slice(0, -1))}>
          {t("ui:pin.back")}
        </button>
      </div>
    </div>
  );
}
