import { useTranslation } from "react-i18next";
import { keptWithin, numberTyped } from "./typed-digits.ts";

interface Props {
  readonly label: string;
  readonly value: number | undefined;
  readonly most: number;
  readonly onChange: (value: number) => void;
  /** Shown greyed: nothing out of the ordinary. */
  readonly quiet?: boolean;
}

/** A small whole number: by thumb, by keyboard arrows, or typed. */
export function Stepper({ label, value, most, onChange, quiet = false }: Props) {
  const { t } = useTranslation();
  const set = (next: number) => onChange(keptWithin(next, most));
  return (
    <div className={quiet ? "stepper quiet" : "stepper"}>
      <button
        type="button"
        aria-label={t("ui:stepper.less", { label })}
        disabled={value === 0}
        onClick={() => set((value ?? 1) - 1)}
      >
        −
      </button>
      <input
        aria-label={label}
        inputMode="numeric"
        autoComplete="off"
        value={value ?? ""}
        placeholder="–"
        onFocus={(event) => event.target.select()}
        onChange={(event) => {
          const typed = numberTyped(event.target.value, most);
          if (typed !== undefined) onChange(typed);
        }}
        onKeyDown={(event) => {
          if (event.key === "ArrowUp") set((value ?? 0) + 1);
          if (event.key === "ArrowDown") set((value ?? 0) - 1);
        }}
      />
      <button
        type="button"
        aria-label={t("ui:stepper.more", { label })}
        disabled={value === most}
        onClick={() => set((value ?? -1) + 1)}
      >
        +
      </button>
    </div>
  );
}
