/** One of a few, as chips large enough for a gloved finger. Pressing the chosen one again takes it back where `onChoose` allows undefined. */
export function Choices<K extends string>({
  label,
  options,
  chosen,
  onChoose,
}: {
  label: string;
  options: readonly { readonly key: K; readonly name: string }[];
  chosen: K | undefined;
  onChoose: (key: K) => void;
}) {
  return (
    <fieldset className="bare">
      <legend className="for-readers">{label}</legend>
      <div className="choices">
        {options.map(({ key, name }) => (
          <button
            key={key}
            type="button"
            className="choice"
            aria-pressed={key === chosen}
            onClick={() => onChoose(key)}
          >
            {name}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
