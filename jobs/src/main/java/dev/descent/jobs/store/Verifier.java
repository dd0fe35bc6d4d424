package dev.descent.jobs.store;

import dev.descent.jobs.run.StorageException;
import dev.descent.model.Model;
import dev.descent.model.ModelException;
import dev.descent.model.ModelFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads everything in a store, and says what is not as it should be. */
final class Verifier {
  private final StoreFiles files;
  private final StoredVersions versions;
  private final List<String> damaged = new ArrayList<>();
  private final List<String> left = new ArrayList<>();

  Verifier(StoreFiles files) {
    this.files = files;
    this.versions = new StoredVersions(files);
  }

  Verification verify(StoreState state) {
    state.versions().values().forEach(this::verify);
    for (int number : versions.numbers()) {
      if (!state.versions().containsKey(number)) {
        String why = state.deleted().contains(number) ? "is deleted" : "was never published";
        left.add(
            files.show(StoredVersions.folder(number))
                + " is there, but version "
                + number
                + " "
                + why
                + "; descent models delete removes it");
      }
      temporaries(StoredVersions.folder(number));
    }
    temporaries(StoreLog.FOLDER);
    temporaries(Lease.FOLDER);
    return new Verification(damaged, left);
  }

  private void verify(Version version) {
    try {
      version.files().keySet().stream().sorted().forEach(name -> versions.content(version, name));
      Model model = versions.model(version);
      String sha256 = ModelFiles.parametersSha256(model.parameters());
      if (!sha256.equals(version.parametersSha256())) {
        damaged.add(
            files.show(StoredVersions.folder(version.number()))
                + " has other parameters than those that were published");
      }
    } catch (ModelException | StorageException e) {
      damaged.add("version " + version.number() + ": " + e.getMessage());
    }
  }

  private void temporaries(String folder) {
    try {
      for (String name : files.list(folder)) {
        if (PutIfAbsent.isTemporary(name)) {
          left.add(files.show(folder + "/" + name) + " is what a writer left that was stopped");
        }
      }
    } catch (IOException e) {
      throw new StorageException("cannot list " + files.show(folder) + ": " + e.getMessage(), e);
    }
  }
}
