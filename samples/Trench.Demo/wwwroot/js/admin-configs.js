// The methods as they are offered: a form for each, built from the method's schema.

import { get, post, put } from './api.js';
import { clearErrors, onSubmit } from './forms.js';
import { button, element, openDialog, say } from './views.js';

const dialog = document.getElementById('config');
const form = document.getElementById('config-form');
const choice = document.getElementById('config-method');
const codeField = document.getElementById('config-code-field');
let methods = [];
let edited = null;

export function wireConfigs() {
  document.getElementById('offer-method').addEventListener('click', () => edit(null));
  choice.addEventListener('change', () => showFields({}));
  onSubmit(form, async values => {
    const body = {
      title: values.title,
      config: Object.fromEntries(Object.entries(values).flatMap(inConfig)),
      is_active: values.is_active === 'on',
      is_default: values.is_default === 'on',
      ...(values.code ? { code: values.code } : {}),
    };
    try {
      await (edited ? put(`/admin/method-configs/${encodeURIComponent(edited.id)}`, body)
        : post('/admin/method-configs', { method: choice.value, ...body }));
    } catch (error) {
      codeField.hidden &&= error.code !== 'fresh_proof_required';
      throw error;
    }

    dialog.close();
    await openConfigs();
    say('The offered methods are changed.');
  });
}

/** Shows all of them. */
export async function openConfigs() {
  const answer = await get('/admin/method-configs');
  methods = answer.methods;
  document.getElementById('method-configs').replaceChildren(...answer.method_configs.map(card));
}

function card(config) {
  const name = config.title || config.method;
  const badges = [...(config.is_default ? ['Default'] : []), ...(config.is_active ? [] : ['Not offered'])];
  const heading = element('h3', [name, ...badges.flatMap(text => [' ', element('span', text, { class: 'badge' })])]);
  const change = button('Change', () => edit(config), { name: `Change: ${name}` });
  return element('li', [heading, element('p', `Method ${config.method}.`, { class: 'hint' }), element('div', change, { class: 'actions' })]);
}

function edit(config) {
  edited = config;
  form.reset();
  clearErrors(form);
  codeField.hidden = true;
  document.getElementById('config-title').textContent = config ? `Change ${config.title || config.method}` : 'Offer a method';
  choice.replaceChildren(...methods.map(method => element('option', method.title, { value: method.method })));
  choice.value = config?.method ?? methods[0].method;
  choice.disabled = config !== null;
  form.elements.title.value = config?.title ?? '';
  form.elements.is_active.checked = config?.is_active ?? true;
  form.elements.is_default.checked = config?.is_default ?? false;
  showFields(config?.config ?? {});
  openDialog(dialog);
}

function showFields(values) {
  const schema = methods.find(method => method.method === choice.value)?.config_global_schema ?? { properties: {}, required: [] };
  document.getElementById('config-fields').replaceChildren(...Object.entries(schema.properties).map(([name, property]) => {
    const id = `config-field-${name}`;
    const mark = schema.required.includes(name) ? [] : [' ', element('span', '(optional)', { class: 'optional' })];
    const input = element('input', [], { id, name: `config.${name}`, maxlength: property.maxLength, autocomplete: 'off', 'aria-describedby': `${id}-hint ${id}-error` });
    input.value = values[name] ?? '';
    return element('div', [
      element('label', [words(name), ...mark], { for: id }),
      input,
      element('p', property.description, { class: 'hint', id: `${id}-hint` }),
      element('p', '', { class: 'error', id: `${id}-error` }),
    ], { class: 'field' });
  }));
}

function inConfig([name, value]) {
  return name.startsWith('config.') && value !== '' ? [[name.slice('config.'.length), value]] : [];
}

function words(name) {
  const text = name.replaceAll('_', ' ');
  return text[0].toUpperCase() + text.slice(1);
}
