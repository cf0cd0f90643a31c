import { Input } from "antd";
import { type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { longest } from "#duty/grammar/limits.ts";
import { PinPad } from "../../ui/PinPad.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { useSite } from "../site/site-query.ts";
import type { AskedInput } from "./account-acts.ts";

/* What an account form may ask, as one sees it. Secrets live in these fields and in the request, nowhere else. */

interface InputProps {
  readonly value: string;
  readonly wrong: boolean;
  readonly busy: boolean;
  /** `fault`: the code of why it cannot be sent like this. */
  readonly onChange: (value: string, fault?: string) => void;
  /** Something went wrong while it was typed. */
  readonly onFault: (code: string) => void;
}

/** The acting person's own PIN is missing here: it is no field, it ends the form. */
export const accountInputs: Readonly<Record<Exclude<AskedInput, "own-pin">, (props: InputProps) => ReactNode>> = {
  account: AccountName,
  password: Password,
  "present-password": PresentPassword,
  "new-password": NewPassword,
  "new-pin": NewPin,
  reason: Reason,
  colleague: Colleague,
};

function AccountName({ value, wrong, onChange }: InputProps) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <label className="field" htmlFor={id}>
      {t("account:signIn.name")}
      <Input
        id={id}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={longest.account}
        required
        status={wrong ? "error" : ""}
        aria-invalid={wrong || undefined}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}

function Password(props: InputProps) {
  const { t } = useTranslation();
  return <Secret label={t("account:signIn.password")} auto="current-password" {...props} />;
}

function PresentPassword(props: InputProps) {
  const { t } = useTranslation();
  return <Secret label={t("account:first.current")} auto="current-password" {...props} />;
}

function NewPassword({ value, onChange, ...props }: InputProps) {
  const { t } = useTranslation();
  const [again, setAgain] = useState("");
  const change = (next: string, repeated: string) => {
    setAgain(repeated);
    onChange(next, next === repeated ? undefined : "account.passwords-differ");
  };
  const typed = { ...props, auto: "new-password" } as const;
  return (
    <div className="stack">
      <Secret label={t("account:first.next")} value={value} onChange={(next) => change(next, again)} {...typed} />
      <Secret label={t("account:first.again")} value={again} onChange={(next) => change(value, next)} {...typed} />
    </div>
  );
}

/** Typed twice, as nobody can see it. Once it stands it can only be typed anew. */
function NewPin({ value, wrong, busy, onChange, onFault }: InputProps) {
  const { t } = useTranslation();
  const [first, setFirst] = useState<string>();
  if (value !== "")
    return (
      <div className="row spread">
        <span>{t("account:first.pinTwice")}</span>
        <button type="button" className="plain-button link" onClick={() => onChange("")}>
          {t("account:first.pinAnew")}
        </button>
      </div>
    );
  const begun = first !== undefined;
  const label = begun ? t("account:first.pinAgain") : t("account:first.pinOnce");
  const whole = (pin: string) => {
    setFirst(begun ? undefined : pin);
    if (!begun) return onChange("");
    if (pin === first) onChange(pin);
    else onFault("account.pins-differ");
  };
  return (
    <div className="stack">
      <h2>{label}</h2>
      <PinPad key={begun ? "again" : "once"} label={label} busy={busy} wrong={wrong} calm={!begun} onWhole={whole} />
    </div>
  );
}

function Reason({ value, wrong, onChange }: InputProps) {
  const { t } = useTranslation();
  return (
    <TextField
      label={t("account:colleague.reason")}
      rows={1}
      most={longest.reason}
      wrong={wrong}
      value={value}
      onChange={(text) => onChange(text)}
    />
  );
}

function Colleague({ value, wrong, onChange }: InputProps) {
  const { t } = useTranslation();
  const { site, acting } = useDeskPlace();
  const { people } = useSite(site);
  const others = people.filter(({ person, left }) => !left && person !== acting.person);
  return (
    <label className="field">
      {t("account:colleague.who")}
      <select
        className="text"
        value={value}
        aria-invalid={wrong || undefined}
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="">{t("account:colleague.choose")}</option>
        {others.map(({ person, name }) => (
          <option key={person} value={person}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

interface SecretProps extends InputProps {
  readonly label: string;
  readonly auto: "current-password" | "new-password";
}

function Secret({ label, auto, value, wrong, onChange }: SecretProps) {
  const id = useId();
  return (
    <label className="field" htmlFor={id}>
      {label}
      <Input.Password
        id={id}
        autoComplete={auto}
        maxLength={longest.password}
        required
        status={wrong ? "error" : ""}
        aria-invalid={wrong || undefined}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
