import { provideVSCodeDesignSystem, type TextField, vsCodeButton, vsCodeTextField } from '@vscode/webview-ui-toolkit';
import { icon } from './h.ts';
import './controls.css';

// The toolkit is archived: only this file knows it, so that a successor can take its place here.
provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeTextField());

export interface ButtonOptions {
  readonly icon?: string;
  /** `danger` is for what a person must find at once when things go wrong. */
  readonly appearance?: 'primary' | 'secondary' | 'danger';
  /** Why it cannot be pressed now; then it stays in its place, and says so. */
  readonly disabled?: string | undefined;
}

export function button(label: string, onClick: () => void, options: ButtonOptions = {}): HTMLElement {
  const element = document.createElement('vscode-button');
  const { appearance = 'secondary', disabled } = options;
  element.setAttribute('appearance', appearance === 'danger' ? 'primary' : appearance);
  if (appearance === 'danger') element.classList.add('danger');
  if (disabled !== undefined) {
    element.setAttribute('disabled', '');
    element.title = disabled;
  }
  if (options.icon !== undefined) {
    const start = icon(options.icon);
    start.slot = 'start';
    element.append(start);
  }
  element.append(label);
  element.addEventListener('click', () => {
    if (!element.hasAttribute('disabled')) onClick();
  });
  return element;
}

/** A button that shows only an icon; its label is for screen readers and the tooltip. */
export function iconButton(name: string, label: string, onClick: () => void): HTMLElement {
  const element = document.createElement('vscode-button');
  element.setAttribute('appearance', 'icon');
  element.setAttribute('aria-label', label);
  element.title = label;
  element.append(icon(name));
  element.addEventListener('click', onClick);
  return element;
}

export function searchField(label: string, value: string, onInput: (text: string) => void): HTMLElement {
  const element = document.createElement('vscode-text-field') as TextField;
  element.setAttribute('placeholder', label);
  element.setAttribute('aria-label', label);
  element.setAttribute('type', 'search');
  element.value = value;
  const start = icon('search');
  start.slot = 'start';
  element.append(start);
  element.addEventListener('input', () => onInput(element.value));
  return element;
}
