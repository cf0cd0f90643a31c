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

/** A small whole number: by thumb, by keyboard arrows, or typed. Where none stands yet, the first step up is all of them, the first one down all but one. */
export function Stepper({ label, value, most, onChange, quiet = false }: Props) {
  const { t } = useTranslation();
  const set = (next: number) => onChange(keptWithin(next, most));
  const less = () => set((value ?? most) - 1);
  const more = () => set(value === undefined ? most : value + 1);
  return (
    <div className={quiet ? "stepper quiet" : "stepper"}>
      <button type="button" aria-label={t("ui:stepper.less", { label })} disabled={value === 0} onClick={less}>
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
          if (event.key === "ArrowUp") more();
          if (event.key === "ArrowDown") less();
        }}
      />
      <button type="button" aria-label={t("ui:stepper.more", { label })} disabled={value === most} onClick={more}>
        +
      </button>
    </div>
  );
}
