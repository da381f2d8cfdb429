import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const textNeverHtml = "Text from a document is never HTML: set textContent or render children.";

export default defineConfig(
  globalIgnores(["node_modules"]),
  {
    // A rule that is wrong somewhere is changed here, with its reason, not switched off in place.
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: "error" },
  },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  hooks.configs.flat["recommended-latest"],
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      eqeqeq: "error",
      "no-eval": "error",
      "no-console": ["error", { allow: ["warn", "error"] }],
      "@typescript-eslint/ban-ts-comment": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      // Numbers in messages are the product: `${t} ms` needs no conversion by hand.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // `() => store.run()` as an event handler is clearer than a block around it.
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "no-restricted-properties": [
        "error",
        ...["innerHTML", "outerHTML", "insertAdjacentHTML"].map((property) => ({
          property,
          message: textNeverHtml,
        })),
      ],
      "no-restricted-syntax": [
        "error",
        { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: textNeverHtml },
      ],
    },
  },
  {
    // Written by a program that knows one style only.
    files: ["src/wire/types.ts"],
    rules: { "@typescript-eslint/consistent-indexed-object-style": "off" },
  },
  { files: ["**/*.js"], extends: [tseslint.configs.disableTypeChecked] },
);
