// choice.tsx - one of a few, side by side: a group of radio buttons in the browser's own terms, so arrows work.
interface Props<T extends string> { label: string; value: T; options: readonly (readonly [T, string])[]; onChange: (value: T) => void }

let groups = 0;
const names = new Map<string, string>();
const groupName = (label: string): string => names.get(label) ?? (names.set(label, `choice-${groups++}`), names.get(label)!);

export function Choice<T extends string>({ label, value, options, onChange }: Props<T>) {
  return (
    <fieldset class="choice">
      <legend>{label}</legend>
      <div class="choice-row">
        {options.map(([one, name]) => (
          <label key={one} class={one === value ? "on" : ""}>
            <input type="radio" name={groupName(label)} checked={one === value} onChange={() => onChange(one)} />
            <span>{name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
