import { provideVSCodeDesignSystem, type TextField, vsCodeButton, vsCodeTextField } from '@vscode/webview-ui-toolkit';
import { icon } from './h.ts';
import './controls.css';

// The toolkit is archived: only this file knows it, so that a successor can take its place here.
provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeTextField());

export interface ButtonOptions {
  readonly icon?: string;
  readonly appearance?: 'primary' | 'secondary';
}

export function button(label: string, onClick: () => void, options: ButtonOptions = {}): HTMLElement {
  const element = document.createElement('vscode-button');
  element.setAttribute('appearance', options.appearance ?? 'secondary');
  if (options.icon !== undefined) {
    const start = icon(options.icon);
    start.slot = 'start';
    element.append(start);
  }
  element.append(label);
  element.addEventListener('click', onClick);
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
