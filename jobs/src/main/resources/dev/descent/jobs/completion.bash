# Completion of descent for bash, made by `descent completion bash`. In ~/.bashrc: eval "$(descent completion bash)"

_descent_words() { # what may follow a command
  case $1 in
@WORDS@
  esac
}

_descent_options() { # of a command
  case $1 in
@OPTIONS@
  esac
}

_descent_values() { # of a key
  case $1 in
@VALUES@
  esac
}

_descent_keys='@KEYS@'

_descent() {
  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} key='' command='' job='' word
  if [[ $current == = ]]; then # bash cuts words at the sign
    key=$before current=''
  elif [[ $before == = ]]; then
    key=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    if [[ " $(_descent_words "$command") " == *" $word "* ]]; then
      command=${command:+$command }$word
    elif [[ $command && $word != [-=]* ]]; then
      job=$word
    fi
  done
  COMPREPLY=()
  if [[ $key == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
  elif [[ $key ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$(_descent_values "$key")" -- "$current")
  elif [[ $current == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$(_descent_options "$command")" -- "$current")
  elif [[ $(_descent_words "$command") ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$(_descent_words "$command")" -- "$current")
  elif [[ -z $job && $command == init ]]; then
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
  elif [[ -z $job ]]; then
    mapfile -t COMPREPLY < <(compgen -f -X '!*.conf' -- "$current"; compgen -d -- "$current")
  else
    mapfile -t COMPREPLY < <(compgen -W "$_descent_keys" -- "$current")
  fi
  case ${COMPREPLY[0]-} in # outside of a completion there is nothing to set
    *=) compopt -o nospace 2>/dev/null ;;
    *) [[ $key == -* || ($command && -z $job && $current != -*) ]] && compopt -o filenames 2>/dev/null ;;
  esac
  return 0
}

complete -F _descent descent
