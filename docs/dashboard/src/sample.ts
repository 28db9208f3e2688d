// The sample: the repository's real plan and its synthetic records, which the build takes along.
import dossiers from "../../../tests/plans/nha-trang-727-2022/dossiers.csv?url";
import forms from "../../../tests/plans/nha-trang-727-2022/forms.csv?url";
import petitions from "../../../tests/plans/nha-trang-727-2022/petitions.csv?url";
import plan from "../../../tests/plans/nha-trang-727-2022/plan.yaml?url";

const FILES = { "plan.yaml": plan, "dossiers.csv": dossiers, "petitions.csv": petitions, "forms.csv": forms };

export async function sample(): Promise<File[]> {
  return Promise.all(Object.entries(FILES).map(async ([name, address]) => {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    return new File([await response.blob()], name);
  }));
}
