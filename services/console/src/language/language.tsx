import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { en } from './en.ts'
import { type Format, formatOf } from './format.ts'
import { type Text, zh } from './zh.ts'

export type Language = 'zh' | 'en'

const texts: Record<Language, Text> = { zh, en }
const storedUnder = 'inquiry-console.language'

/** The language in force, its sentences, and how it writes numbers and times. */
export type Speech = { language: Language; text: Text; format: Format; setLanguage: (language: Language) => void }

const SpeechContext = createContext<Speech | null>(null)

/** Gives the pages their language: the one chosen before, else the browser's. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(firstLanguage)
  const speech = useMemo(() => {
    const text = texts[language]
    return { language, text, format: formatOf(language, text), setLanguage: remember(setLanguage) }
  }, [language])
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    document.title = `${speech.text.product} · ${speech.text.console}`
  }, [language, speech])
  return <SpeechContext value={speech}>{children}</SpeechContext>
}

/** The language of the page that asks. */
export function useSpeech(): Speech {
  const speech = useContext(SpeechContext)
  if (!speech) throw new Error('useSpeech stands outside LanguageProvider')
  return speech
}

function firstLanguage(): Language {
  const stored = localStorage.getItem(storedUnder)
  if (stored === 'zh' || stored === 'en') return stored
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}

function remember(set: (language: Language) => void): (language: Language) => void {
  return (language) => {
    localStorage.setItem(storedUnder, language)
    set(language)
  }
}
