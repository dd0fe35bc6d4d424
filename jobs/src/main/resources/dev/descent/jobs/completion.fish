# Completion of descent for fish, made by `descent completion fish`. In ~/.config/fish/config.fish: descent completion fish | source

function __descent_words # what may follow a command
    switch "$argv"
@WORDS@
    end
end

function __descent_options # of a command
    switch "$argv"
@OPTIONS@
    end
end

function __descent_values # of a key
    switch $argv[1]
@VALUES@
    end
end

set -g __descent_keys @KEYS@

function __descent
    set -l current (commandline -ct)
    set -l command
    set -l job
    for word in (commandline -opc)[2..-1]
        if contains -- $word (__descent_words $command)
            set -a command $word
        else if test -n "$command"; and not string match -q -- '-*' $word
            set job $word
        end
    end
    if string match -q -- '-*' $current
        printf '%s\n' (__descent_options $command)
    else if string match -q -- '*=*' $current
        set -l key (string split -m 1 = -- $current)[1]
        for value in (__descent_values $key)
            echo $key=$value
        end
    else if test -n "$(__descent_words $command)"
        printf '%s\n' (__descent_words $command)
    else if test -z "$job" -a "$command" = init
        __fish_complete_path $current
    else if test -z "$job"
        __fish_complete_suffix .conf
    else
        printf '%s\n' $__descent_keys
    end
end

complete -c descent -f -a '(__descent)'
