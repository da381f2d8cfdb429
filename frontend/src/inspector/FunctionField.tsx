import { useState, type ReactElement } from "react";
import { formatNumber, THIN } from "../shared/format";
import type { CatalogParameter } from "../wire/types";
import { Curve } from "./Curve";
import { readExpression } from "./expression";
import { FormulaField } from "./FormulaField";
import { explain } from "./parameters";
import { Choice, Row } from "./Section";

const FORMULA = "=formula";
const POINTS = 120;
const USUAL: readonly [number, number] = [-20, 40];

interface Props {
  parameter: CatalogParameter;
  /** Name of an option, or a formula. */
  value: string;
  /** Numbers that the formula may name. */
  constants: ReadonlyMap<string, number>;
  /** The input, whose slider says over which range the curve is drawn; undefined draws none. */
  input: CatalogParameter | undefined;
  /** What the server said of the last formula that it refused, or null. */
  refusal: string | null;
  onChange: (value: string) => void;
}

/** A function: one of those with a name, or a formula of the person's own. */
export function FunctionField(props: Props): ReactElement {
  const { parameter, value, constants, input, refusal, onChange } = props;
  const [typing, setTyping] = useState(false);
  const option = parameter.options.find(({ name }) => name === value);
  const own = option === undefined || typing;
  const options = parameter.options.map(({ name, title }) => ({ value: name, title }));
  // Where there is no input to draw it against, only what is named makes sense.
  if (input) options.push({ value: FORMULA, title: "Formula" });
  const text = option?.expression ?? value;
  return (
    <div className="function-field" data-parameter={parameter.name}>
      <Row name={parameter.title} tip={explain(parameter)}>
        <Choice
          name={`${parameter.name}, ${parameter.title}`}
          value={own ? FORMULA : value}
          options={options}
          onChange={(chosen) => {
            setTyping(chosen === FORMULA);
            if (chosen !== FORMULA) onChange(chosen);
          }}
        />
      </Row>
      {own && (
        <FormulaField
          parameter={parameter}
          text={text}
          refusal={refusal}
          variable={parameter.argument}
          onChange={(next) => {
            setTyping(false);
            onChange(next);
          }}
        />
      )}
      {input && <FunctionCurve text={text} {...{ parameter, constants, input }} />}
    </div>
  );
}

function FunctionCurve(props: {
  text: string;
  parameter: CatalogParameter;
  constants: ReadonlyMap<string, number>;
  input: CatalogParameter;
}): ReactElement | null {
  const { text, parameter, constants, input } = props;
  const evaluate = readExpression(text, parameter.argument, constants);
  if (!evaluate) return null;
  const [low, high] = input.slider ?? USUAL;
  const x = Array.from({ length: POINTS }, (_, i) => low + ((high - low) * i) / (POINTS - 1));
  const quantity = (value: number): string => `${formatNumber(value)}${THIN}${input.unit}`;
  return (
    <Curve
      name={`${parameter.title} against ${parameter.argument}`}
      x={x}
      y={x.map(evaluate)}
      axis={[quantity(low), `${parameter.name}(${parameter.argument})`, quantity(high)]}
    />
  );
}
