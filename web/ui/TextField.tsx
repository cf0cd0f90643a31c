import { type ReactNode, useId } from "react";
import { longest } from "#duty/grammar/limits.ts";

interface Props {
  readonly label: ReactNode;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly note?: ReactNode;
  readonly rows?: number;
  readonly most?: number | undefined;
  readonly wrong?: boolean;
  readonly id?: string;
}

/** Free text with its label above it; grows with what is written. */
export function TextField({ label, value, onChange, note, rows = 3, most = longest.text, wrong, id }: Props) {
  const made = useId();
  const at = id ?? made;
  return (
    <div className="field">
      <label htmlFor={at}>{label}</label>
      <textarea
        id={at}
        className="text"
        value={value}
        maxLength={most}
        rows={rows}
        aria-invalid={wrong || undefined}
        aria-describedby={note ? `${at}-note` : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      {note && (
        <p id={`${at}-note`} className="small soft plain">
          {note}
        </p>
      )}
    </div>
  );
}
