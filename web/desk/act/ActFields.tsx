import { Checkbox } from "antd";
import { Choices } from "../../ui/Choices.tsx";
import { Stepper } from "../../ui/Stepper.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { PhotoPicker } from "../photo/PhotoPicker.tsx";
import { type AskedField, type AskedFields, askedIn, type Values } from "./asked-fields.ts";

type Value = Values[string];

interface Props {
  readonly fields: AskedFields;
  readonly values: Values;
  readonly onChange: (values: Values) => void;
  /** The field that was refused. */
  readonly wrong: string | undefined;
}

/** The fields that an act asks for, in the order in which they are described. */
export function ActFields({ fields, values, onChange, wrong }: Props) {
  return Object.entries(askedIn(fields, values)).map(([name, field]) => (
    <ActField
      key={name}
      field={field}
      value={values[name] ?? ""}
      wrong={wrong === name}
      onChange={(value) => onChange({ ...values, [name]: value })}
    />
  ));
}

interface FieldProps<F extends AskedField = AskedField> {
  readonly field: F;
  readonly value: Value;
  readonly wrong: boolean;
  readonly onChange: (value: Value) => void;
}

function ActField({ field, value, wrong, onChange }: FieldProps) {
  switch (field.kind) {
    case "text":
      return (
        <TextField
          label={field.label}
          note={field.note}
          value={String(value)}
          most={field.most}
          wrong={wrong}
          onChange={onChange}
        />
      );
    case "choice":
      return <ChoiceField field={field} value={value} wrong={wrong} onChange={onChange} />;
    case "several":
      return <SeveralField field={field} value={value} wrong={wrong} onChange={onChange} />;
    case "ago":
      return <AgoField field={field} value={value} wrong={wrong} onChange={onChange} />;
    case "photos":
      return <PhotoPicker photos={listIn(value)} onChange={onChange} />;
  }
}

function AgoField({ field, value, onChange }: FieldProps<Extract<AskedField, { kind: "ago" }>>) {
  const minutes = Number(value);
  return (
    <div className="field">
      <div className="row spread">
        <span>{field.label}</span>
        <Stepper label={field.label} value={minutes} most={field.mostMinutes} onChange={onChange} />
      </div>
      {field.note && (
        <p className="plain" aria-live="polite">
          {field.note(minutes)}
        </p>
      )}
    </div>
  );
}

function ChoiceField({ field, value, onChange }: FieldProps<Extract<AskedField, { kind: "choice" }>>) {
  const chosen = String(value);
  // Where there is nothing to choose, as for a cover of what is told afterwards, nothing is asked.
  if (field.options.length === 0) return null;
  return (
    <>
      {field.headed && <h3>{field.label}</h3>}
      <Choices label={field.label} options={field.options} chosen={chosen} onChoose={onChange} />
      {field.note && <p className="small soft">{field.note(chosen)}</p>}
    </>
  );
}

function SeveralField({ field, value, onChange }: FieldProps<Extract<AskedField, { kind: "several" }>>) {
  return (
    <fieldset className="bare stack">
      <legend>{field.label}</legend>
      <Checkbox.Group
        className="attendees"
        value={[...listIn(value)]}
        options={field.options.map(({ key, name }) => ({ value: key, label: name }))}
        onChange={onChange}
      />
    </fieldset>
  );
}

function listIn(value: Value): readonly string[] {
  return typeof value === "object" ? value : [];
}
