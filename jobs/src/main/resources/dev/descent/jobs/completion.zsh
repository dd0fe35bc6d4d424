#compdef descent
# Completion of descent for zsh, made by `descent completion zsh`. In ~/.zshrc, behind compinit: eval "$(descent completion zsh)"

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
  local current=$words[CURRENT] command='' job='' word options
  for word in ${words[2,CURRENT-1]}; do
    if [[ " $(_descent_words "$command") " == *" $word "* ]]; then
      command=${command:+$command }$word
    elif [[ -n $command && $word != -* ]]; then
      job=$word
    fi
  done
  if [[ $current == -*=* ]]; then
    compset -P '*=' && _files
  elif [[ $current == *=* ]]; then
    compset -P '*=' && compadd -- ${=$(_descent_values "${current%%=*}")}
  elif [[ $current == -* ]]; then
    options=(${=$(_descent_options "$command")})
    compadd -S '' -- ${(M)options:#*=} # which a value follows
    compadd -- ${options:#*=}
  elif [[ -n $(_descent_words "$command") ]]; then
    compadd -- ${=$(_descent_words "$command")}
  elif [[ -z $job && $command == init ]]; then
    _files
  elif [[ -z $job ]]; then
    _files -g '*.conf'
  else
    compadd -S '' -- ${=_descent_keys}
  fi
}

compdef _descent descent
